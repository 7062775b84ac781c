package org.examhall.core.attempt.save;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.examhall.core.attempt.Archive;
import org.examhall.kernel.sql.Tx;

/** Locks attempts and reads all that a save must know of them but their suspend_data. */
final class Standings {
  private static final int TRIES = 5;
  private static final long PAUSE_NANOS = 20_000_000;

  private final Archive archive = new Archive();

  /**
   * The attempts, each locked until the transaction ends.
   *
   * <p>What somebody else holds is asked for again a few times and then left out: whoever holds one
   * attempt must not stop all. Nobody waits for a lock here, so nobody waits in a circle. Read by a
   * second statement: what the first one's snapshot saw may be older than the lock.
   */
  List<Standing> lockAndRead(Tx tx, Collection<Long> attemptIds) {
    Set<Long> locked = new TreeSet<>(lock(tx, attemptIds));
    for (int again = 1; locked.size() < attemptIds.size() && again < TRIES; again++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      locked.addAll(lock(tx, attemptIds));
    }
    return tx.list(
        """
        select r.*, coalesce(l.epoch, 0) as epoch, coalesce(l.fresh_epoch, 0) as fresh_epoch,
               coalesce(q.asked, false) as asked_for_data,
               coalesce(q.lacks, false) as lacks_data,
               statement_timestamp() as now
          from attempt_rule r
          left join attempt_lease l
            on l.attempt_id = r.attempt_id
          left join lateral (
                select count(*) > 0 as asked,
                       bool_or((b.epoch, b.seq) > (coalesce(c.epoch, 0), coalesce(c.seq, 0))) as lacks
                  from attempt_batch b
                  left join attempt_cmi c
                    on c.attempt_id = b.attempt_id
                   and c.key = 'cmi.suspend_data'
                 where r.ended_epoch is not null
                   and b.attempt_id = r.attempt_id
                   and b.epoch = r.ended_epoch
                   and b.refused like '%"base"%') as q
            on true
         where r.attempt_id = any (?)
        """,
        Standing::read, locked.stream().mapToLong(Long::longValue).toArray());
  }

  private List<Long> lock(Tx tx, Collection<Long> attemptIds) {
    record Locked(long id, boolean packed) {}
    List<Locked> locked =
        tx.list(
            """
            select id, packed
              from attempt
             where id = any (?)
             order by id
               for no key update
              skip locked
            """,
            row -> new Locked(row.longAt("id"), row.flag("packed")),
            attemptIds.stream().mapToLong(Long::longValue).toArray());
    List<Long> packed = locked.stream().filter(Locked::packed).map(Locked::id).toList();
    if (!packed.isEmpty()) {
      archive.unpack(tx, packed); // what comes so late is worth the work
    }
    return locked.stream().map(Locked::id).toList();
  }
}
