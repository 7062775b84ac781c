package org.examhall.core.report;

import java.time.Instant;
import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Reads what happened at a consumer over time: one statement each, however large the site is. */
public final class ConsumerHistories {
  /**
   * Counts by what and when; spans in which nothing happened are left out.
   *
   * @param starts of the spans, in order; each ends where the next one begins, the last one now
   */
  public List<ConsumerCount> counts(Tx tx, long consumerId, List<Instant> starts) {
    Instant[] bounds = starts.toArray(new Instant[0]);
    return tx.list(
        """
        select width_bucket(since, ?) as span, event, outcome, sum(times)::bigint as times
          from consumer_tally
         where consumer_id = ?
           and event in ('launch', 'refusal', 'grade')
           and since >= ?
         group by span, event, outcome
        union all
        select width_bucket(created_at, ?) as span, 'launch', '', count(*)
          from launch
         where consumer_id = ?
           and created_at >= ?
         group by span
        """,
        ConsumerCount::read,
        bounds,
        consumerId,
        bounds[0],
        bounds,
        consumerId,
        bounds[0]);
  }

  /** How its grades stand. */
  public ConsumerNow now(Tx tx, long consumerId) {
    return tx.only(
        """
        select (select last_at
                  from consumer_tally
                 where consumer_id = ?
                   and event = 'grade'
                   and outcome = 'sent'
                 order by since desc
                 limit 1) as last_sent_at,
               (select count(*)::integer
                  from score_outbox
                 where consumer_id = ?
                   and state in ('waiting', 'sending')) as waiting,
               (select count(*)::integer
                  from score_outbox
                 where consumer_id = ?
                   and state = 'refused') as refused
        """,
        ConsumerNow::read,
        consumerId,
        consumerId,
        consumerId);
  }
}
