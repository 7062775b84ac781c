package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.save.Standing.End;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Reads what windows are told without asking, for any number of attempts in one statement. Changes
 * nothing.
 */
public final class Look {
  private static final long ANY_RESOURCE = 0;

  /**
   * How an attempt is.
   *
   * @param newestEpoch whose turn it is; 0: nobody's yet
   * @param ended who or what ended it, the clock included; empty while it goes on
   */
  public record Seen(
      long attemptId, Times times, int newestEpoch, Optional<EndReason> ended, Instant now) {
    static Seen read(Row row) {
      EffectiveTimes open = EffectiveTimes.read(row);
      AttemptTimes attempt =
          new AttemptTimes(row.findInstant("started_at"), row.findInstant("ended_at"));
      Instant now = row.instant("now");
      return new Seen(
          row.longAt("id"),
          Times.of(open, attempt, now),
          row.intAt("epoch"),
          row.findConstant("end_reason", EndReason.class)
              .or(() -> End.byClock(open, attempt, now).map(End::reason)),
          now);
    }
  }

  /** How the attempts are now. */
  public List<Seen> run(Tx tx, Collection<Long> attemptIds) {
    return at(tx, attemptIds, ANY_RESOURCE);
  }

  /** How those of the attempts are now that are at the resource. */
  public List<Seen> at(Tx tx, Collection<Long> attemptIds, long resourceId) {
    return tx.list(
        """
        select a.id, a.started_at, a.ended_at, a.end_reason, coalesce(l.epoch, 0) as epoch, r.*,
               statement_timestamp() as now
          from attempt a
          join attempt_rule r
            on r.attempt_id = a.id
          left join attempt_lease l
            on l.attempt_id = a.id
         where a.id = any (?)
           and ? in (0, a.resource_id)
        """,
        Seen::read,
        attemptIds.stream().mapToLong(Long::longValue).toArray(),
        resourceId);
  }
}
