package org.examhall.core.attempt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.AttemptEvents.Event;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Changes the times of a resource, for all or for some, and lets attempts go on that the clock has
 * ended and that have time by the new ones.
 *
 * <p>Only a person's newest attempt goes on, and never one that the exam or an instructor ended.
 * What came after the old end stays late. Threads: any; the attempts concerned are locked before
 * the change, so that no save and no clock ends one by the old times once the new ones are there.
 */
public final class ChangeTimes {
  private final Archive archive = new Archive();
  private final AttemptEvents events;

  /** Notes here what it did. */
  public ChangeTimes(AttemptEvents events) {
    this.events = events;
  }

  private record Ended(long id, boolean hasTime) {
    static Ended read(Row row) {
      AttemptTimes asIfGoingOn = new AttemptTimes(row.findInstant("started_at"), Optional.empty());
      return new Ended(
          row.longAt("id"),
          EffectiveTimes.read(row).countAt(asIfGoingOn, row.instant("now")).allowed());
    }
  }

  /** For everybody: what {@code change} returned; it is made in this transaction. */
  public <T> T run(Tx tx, long resourceId, Supplier<T> change) {
    return run(tx, resourceId, Optional.empty(), change);
  }

  /** As {@link #run}, for some: nobody else's attempt is waited for. */
  public <T> T runFor(Tx tx, long resourceId, Collection<Long> personIds, Supplier<T> change) {
    long[] ids = personIds.stream().mapToLong(Long::longValue).toArray();
    return run(tx, resourceId, Optional.of(ids), change);
  }

  private <T> T run(Tx tx, long resourceId, Optional<long[]> personIds, Supplier<T> change) {
    hold(tx, resourceId, personIds);
    T result = change.get();
    List<Long> ids =
        endedByClock(tx, resourceId, personIds).stream()
            .filter(Ended::hasTime)
            .map(Ended::id)
            .toList();
    if (!ids.isEmpty()) {
      reopen(tx, ids);
    }
    return result;
  }

  private static void hold(Tx tx, long resourceId, Optional<long[]> personIds) {
    tx.list(
        """
        select id
          from attempt
         where resource_id = ?
           and kind = 'graded'
           and (? or person_id = any (?::bigint[]))
         order by id
           for no key update
        """,
        row -> row.longAt("id"),
        resourceId,
        personIds.isEmpty(),
        personIds);
  }

  private void reopen(Tx tx, List<Long> ids) {
    archive.unpack(tx, ids);
    tx.change(
        """
        update attempt
           set state = case when started_at is null then 'new' else 'running' end,
               ended_at = null,
               end_reason = null
         where id = any (?)
        """,
        ids.stream().mapToLong(Long::longValue).toArray());
    events.add(
        tx,
        ids.stream()
            .map(id -> new Event(id, "reopened", JsonNodeFactory.instance.objectNode()))
            .toList());
  }

  private static List<Ended> endedByClock(Tx tx, long resourceId, Optional<long[]> personIds) {
    return tx.list(
        """
        select a.id, a.started_at, r.*, clock_timestamp() as now
          from attempt a
          join attempt_rule r
            on r.attempt_id = a.id
         where a.resource_id = ?
           and a.kind = 'graded'
           and (? or a.person_id = any (?::bigint[]))
           and a.end_reason in ('due', 'closed', 'time')
           and not exists (select 1
                             from attempt later
                            where later.resource_id = a.resource_id
                              and later.person_id = a.person_id
                              and later.kind = a.kind
                              and later.number > a.number)
        """,
        Ended::read,
        resourceId,
        personIds.isEmpty(),
        personIds);
  }
}
