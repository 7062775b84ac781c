package org.examhall.core.attempt;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code attempt_archive} table: ended attempts, each in one row.
 *
 * <p>Readers see no difference: they read the views {@code attempt_history} and {@code
 * attempt_value}. Writers must {@link #unpack} first. Only ended attempts are packed, which the
 * database itself holds. Callers hold the attempts' row locks.
 */
public final class Archive {
  /** PostgreSQL holds no text beyond 1 GB; what comes near it stays in rows. */
  private static final long MOST_BYTES = 200_000_000;

  /**
   * An attempt to pack whose number is above {@code after}, locked: it has ended, and nothing came
   * since for {@code quietSeconds}. Attempts that somebody else has in hand are passed over.
   */
  public Optional<Long> next(Tx tx, long after, long quietSeconds) {
    return tx.one(
        """
        select a.id
          from attempt a
         where a.state = 'ended'
           and not a.packed
           and a.id > ?
           and greatest(a.ended_at, a.last_saved_at) < now() - make_interval(secs => ?)
           and (select coalesce(sum(octet_length(b.elements)), 0)
                  from attempt_batch b
                 where b.attempt_id = a.id) < ?
         order by a.id
         limit 1
           for no key update of a
          skip locked
        """,
        row -> row.longAt("id"),
        after,
        quietSeconds,
        MOST_BYTES);
  }

  /**
   * Moves what the attempt holds into one row.
   *
   * @throws IllegalStateException when the row does not say what the others said; nothing is lost
   *     if the caller's transaction ends there
   */
  public void pack(Tx tx, long attemptId) {
    tx.change(
        """
        with current as (
          select epoch, seq, array_agg(item order by item)::text as items,
                 max(value) filter (where key = 'cmi.suspend_data') as suspend_data
            from attempt_current
           where attempt_id = ?
           group by epoch, seq)
        insert into attempt_archive (attempt_id, history)
        select a.id,
               coalesce((select json_agg(json_build_array(
                                  b.epoch, b.seq, b.received_at, b.late, b.stale, b.terminated,
                                  b.refused::json, b.elements::json, c.items, c.suspend_data)
                                  order by b.epoch, b.seq)
                           from attempt_batch b
                           left join current c
                             on c.epoch = b.epoch
                            and c.seq = b.seq
                          where b.attempt_id = a.id)::text, '[]')
          from attempt a
         where a.id = ?
        """,
        attemptId,
        attemptId);
    if (differs(tx, attemptId)) {
      throw new IllegalStateException("attempt " + attemptId + " reads otherwise once packed");
    }
    tx.change("delete from attempt_batch where attempt_id = ?", attemptId);
    tx.change("delete from attempt_cmi where attempt_id = ?", attemptId);
    tx.change("update attempt set packed = true where id = ?", attemptId);
  }

  /**
   * Whether the archive and the rows disagree in anything but when a value was set: in the archive
   * that is when its batch came, though a repeat may have completed the batch later.
   */
  private static boolean differs(Tx tx, long attemptId) {
    return tx.only(
        """
        with told as (
          select b.*
            from attempt_archive a
           cross join lateral archived_batches(a.history) b
           where a.attempt_id = ?),
        batches as (
          select epoch, seq, received_at, late, stale, terminated, element_count, elements, refused
            from attempt_batch
           where attempt_id = ?),
        held as (
          select v.key, v.value, v.epoch, v.seq, v.item
            from attempt_archive a
           cross join lateral archived_values(a.history) v
           where a.attempt_id = ?),
        elements as (
          select key, value, epoch, seq, item
            from attempt_current
           where attempt_id = ?)
        select exists (table batches except table told)
            or exists (table elements except table held)
            or (select count(*) from batches) <> (select count(*) from told)
            or (select count(*) from elements) <> (select count(*) from held) as differs
        """,
        row -> row.flag("differs"),
        attemptId,
        attemptId,
        attemptId,
        attemptId);
  }

  /** Puts those of the attempts that are packed back into rows. */
  public void unpack(Tx tx, List<Long> attemptIds) {
    long[] ids = attemptIds.stream().mapToLong(Long::longValue).toArray();
    tx.change(
        """
        insert into attempt_batch
               (attempt_id, epoch, seq, received_at, late, stale, terminated, element_count, elements,
                refused)
        select a.attempt_id, b.*
          from attempt_archive a
         cross join lateral archived_batches(a.history) b
         where a.attempt_id = any (?)
        """,
        ids);
    tx.change(
        """
        insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
        select a.attempt_id, v.*
          from attempt_archive a
         cross join lateral archived_values(a.history) v
         where a.attempt_id = any (?)
        """,
        ids);
    tx.change("delete from attempt_archive where attempt_id = any (?)", ids);
    tx.change("update attempt set packed = false where id = any (?) and packed", ids);
  }
}
