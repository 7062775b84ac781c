package org.examhall.core.report;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Reads courses and their exams for the administrator's pages: one statement each. */
public final class ContextOverviews {
  private static final String SELECT =
      """
      select c.id, c.consumer_id, o.title as consumer, c.lti_context_id, c.created_at, c.deleted_at,
             coalesce(nullif(c.title, ''), c.label) as name,
             (select count(*)
                from resource r
               where r.context_id = c.id) as resources,
             (select count(*)
                from attempt a
                join resource r on r.id = a.resource_id
               where r.context_id = c.id
                 and a.kind = 'graded') as attempts
        from context c
        join consumer o on o.id = c.consumer_id
      """;

  /** How many courses of the consumer stand where: periods, latest first, then what is in none. */
  public List<PeriodCount> periods(Tx tx, long consumerId) {
    return tx.list(
        """
        with placed as materialized (
          select period, count(*) as contexts
            from context_period
           where consumer_id = ?
           group by period),
        line as (
          select p.id::text as period, p.name, p.starts_on::text, p.ends_on::text,
                 coalesce(c.contexts, 0) as contexts
            from time_period p
            left join placed c on c.period = p.id::text
           where p.consumer_id = ?
          union all
          select period, '', null, null, contexts
            from placed
           where period in ('outside', 'empty', 'deleted'))
        select *
          from line
         order by starts_on desc nulls last, period = 'deleted', period = 'empty', period
        """,
        PeriodCount::read,
        consumerId,
        consumerId);
  }

  /** Courses of one of those groups by name, at most {@code limit} after the first {@code skip}. */
  public List<ContextOverview> list(Tx tx, long consumerId, String period, int skip, int limit) {
    return tx.list(
        SELECT
            + """
                join context_period p on p.context_id = c.id
               where p.consumer_id = ?
                 and p.period = ?
               order by upper(coalesce(nullif(c.title, ''), nullif(c.label, ''), c.lti_context_id)), c.id
              offset ?
               limit ?
              """,
        ContextOverview::read,
        consumerId,
        period,
        skip,
        limit);
  }

  /** One course, deleted or not; empty if there is none. */
  public Optional<ContextOverview> find(Tx tx, long id) {
    return tx.one(SELECT + " where c.id = ?", ContextOverview::read, id);
  }

  /** The exams of a course, newest first. */
  public List<ResourceOverview> resources(Tx tx, long contextId) {
    return tx.list(
        """
        select r.id, r.title, r.created_at, s.available_from, s.available_until, s.due_at,
               a.attempts, a.last_activity_at
          from resource r
          left join resource_setting s on s.resource_id = r.id
         cross join lateral (select count(*) as attempts,
                                    max(greatest(created_at, last_saved_at)) as last_activity_at
                               from attempt
                              where resource_id = r.id
                                and kind = 'graded') a
         where r.context_id = ?
         order by r.created_at desc, r.id desc
        """,
        ResourceOverview::read,
        contextId);
  }
}
