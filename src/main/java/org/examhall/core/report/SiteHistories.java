package org.examhall.core.report;

import java.time.Instant;
import java.util.List;
import org.examhall.kernel.sql.Tx;

/**
 * Reads what happened on the whole site lately: one statement each, by index, however many launches
 * there have been before.
 */
public final class SiteHistories {
  private static final int MOST_CONCERNS = 50;

  /**
   * Launches and tries to send a grade; spans in which nothing happened are left out.
   *
   * @param starts of the spans, in order; each ends where the next one begins, the last one now
   */
  public List<ConsumerCount> counts(Tx tx, List<Instant> starts) {
    Instant[] bounds = starts.toArray(new Instant[0]);
    return tx.list(
        """
        select width_bucket(since, ?) as span, event, outcome, sum(times)::bigint as times
          from consumer_tally
         where since >= ?
         group by span, event, outcome
        union all
        select width_bucket(created_at, ?) as span, 'launch', '', count(*)
          from launch
         where created_at >= ?
         group by span
        """,
        ConsumerCount::read,
        bounds,
        bounds[0],
        bounds,
        bounds[0]);
  }

  /** Graded attempts that began and that ended. */
  public List<AttemptCount> attempts(Tx tx, List<Instant> starts) {
    Instant[] bounds = starts.toArray(new Instant[0]);
    return tx.list(
        """
        select width_bucket(created_at, ?) as span, false as ended, count(*) as times
          from attempt
         where kind = 'graded'
           and created_at >= ?
         group by span
        union all
        select width_bucket(ended_at, ?) as span, true, count(*)
          from attempt
         where kind = 'graded'
           and ended_at >= ?
         group by span
        """,
        AttemptCount::read,
        bounds,
        bounds[0],
        bounds,
        bounds[0]);
  }

  /** How many grades wait to be sent. */
  public long waiting(Tx tx) {
    return tx.only(
        """
        select count(*) as waiting
          from score_outbox
         where state in ('waiting', 'sending')
        """,
        row -> row.longAt("waiting"));
  }

  /** The exams that were opened most often since then, most often first. */
  public List<UsedExam> mostUsed(Tx tx, Instant since, int most) {
    return tx.list(
        """
        with launched as (
          select resource_link_id, count(*) as launches
            from launch
           where created_at >= ?
             and resource_link_id is not null
           group by resource_link_id),
        used as (
          select k.resource_id, sum(l.launches)::bigint as launches
            from launched l
            join resource_link k on k.id = l.resource_link_id
           where k.resource_id is not null
           group by k.resource_id
           order by launches desc, k.resource_id
           limit ?)
        select r.title, c.id as context_id,
               coalesce(nullif(c.title, ''), nullif(c.label, ''), c.lti_context_id) as context,
               o.title as consumer, u.launches,
               (select count(*)
                  from attempt a
                 where a.resource_id = r.id
                   and a.kind = 'graded'
                   and a.created_at >= ?) as begun,
               (select count(*)
                  from attempt a
                 where a.resource_id = r.id
                   and a.kind = 'graded'
                   and a.ended_at >= ?) as ended
          from used u
          join resource r on r.id = u.resource_id
          join context c on c.id = r.context_id
          join consumer o on o.id = c.consumer_id
         order by u.launches desc, r.id
        """,
        UsedExam::read,
        since,
        most,
        since,
        since);
  }

  /** What to look at, the most urgent first; refused launches since then. */
  public List<Concern> concerns(Tx tx, Instant since) {
    return tx.list(
        """
        with concern (place, kind, id, title, times) as (
          select 1, 'inactive', r.id, c.title, 1::bigint
            from lti13_registration r
            join consumer c on c.id = r.consumer_id
           where not r.active
             and c.deleted_at is null
          union all
          select 2, 'deployment', d.registration_id, c.title, count(*)
            from lti13_deployment d
            join consumer c on c.id = d.consumer_id
           where d.state = 'pending'
             and c.deleted_at is null
           group by d.registration_id, c.title
          union all
          select 3, 'grades', c.id, c.title, count(*)
            from score_outbox o
            join consumer c on c.id = o.consumer_id
           where o.state = 'refused'
             and c.deleted_at is null
           group by c.id
          union all
          select 4, 'launches', t.consumer_id, coalesce(min(c.title), ''), sum(t.times)::bigint
            from consumer_tally t
            left join consumer c on c.id = t.consumer_id
           where t.event = 'refusal'
             and t.since >= ?
             and c.deleted_at is null
           group by t.consumer_id)
        select kind, id, title, times
          from concern
         order by place, times desc, id
         limit ?
        """,
        Concern::read,
        since,
        MOST_CONCERNS);
  }
}
