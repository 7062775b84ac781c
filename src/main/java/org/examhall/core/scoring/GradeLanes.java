package org.examhall.core.scoring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Statements that look at the {@code score_outbox} table from afar: how each LMS keeps up. */
public final class GradeLanes {
  /**
   * An LMS with grades that it has not taken.
   *
   * @param waiting how many are still to be sent, or are being sent
   * @param refused how many it refused for good
   * @param oldest how long the oldest that waits has been known; empty when none waits
   * @param reason code of the last failure of one that waits; empty when none failed
   */
  public record Lane(
      long consumerId,
      String title,
      int waiting,
      int refused,
      Optional<Duration> oldest,
      Optional<String> reason) {
    static Lane read(Row row) {
      return new Lane(
          row.longAt("id"),
          row.text("title"),
          row.intAt("waiting"),
          row.intAt("refused"),
          row.findLong("oldest_seconds").map(Duration::ofSeconds),
          row.findText("reason"));
    }
  }

  /** The LMSs that are enabled and have not taken every grade that may go out, the latest first. */
  public List<Lane> listBehind(Tx tx) {
    return tx.list(
        """
        select c.id, c.title, o.waiting, o.refused, o.oldest_seconds, o.reason
          from consumer c
         cross join lateral (
               select count(*) filter (where state <> 'refused')::integer as waiting,
                      count(*) filter (where state = 'refused')::integer as refused,
                      extract(epoch from clock_timestamp()
                                         - min(changed_at) filter (where state <> 'refused'))::bigint
                      as oldest_seconds,
                      max(reason) filter (where state <> 'refused') as reason
                 from score_outbox o
                where consumer_id = c.id
                  and state in ('waiting', 'sending', 'refused')
                  and %s) o
         where c.enabled
           and o.waiting + o.refused > 0
         order by o.oldest_seconds desc nulls last, c.id
        """
            .formatted(Connected.SQL),
        Lane::read);
  }
}
