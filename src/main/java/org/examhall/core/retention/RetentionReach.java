package org.examhall.core.retention;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Reads what rules reach now. Changes nothing.
 *
 * <p>A course is unused when, for that many months, nobody came into it, nobody saved in it, and no
 * exam of it was set up, changed, given more time for, or open by its dates; an administrator who
 * looks on is nobody. In it, what a person did at an exam goes as a whole or not at all: it stays
 * while an attempt of theirs is open, or their grade is on its way. Test runs are never ended by
 * anything, so they go as they are.
 */
public final class RetentionReach {
  /** Courses; the parameter is the months, null for none at all. */
  private static final String UNUSED =
      """
      unused as (
        select c.id
          from context c
         cross join (select now() - make_interval(months => ?::integer) as at) bound
         where c.created_at < bound.at
           and c.last_launch_at < bound.at
           and not exists (select 1
                             from launch l
                            where l.context_id = c.id
                              and l.purpose <> 'administration')
           and not exists (select 1
                             from resource r
                             left join resource_setting s on s.resource_id = r.id
                            where r.context_id = c.id
                              and greatest(r.created_at, s.changed_at, s.available_from,
                                           s.available_until, s.due_at) >= bound.at)
           and not exists (select 1
                             from resource r
                             join access_change g on g.resource_id = r.id
                            where r.context_id = c.id
                              and g.created_at >= bound.at)
           and not exists (select 1
                             from resource r
                             join attempt a on a.resource_id = r.id
                            where r.context_id = c.id
                              and greatest(a.created_at, a.last_saved_at) >= bound.at))
      """;

  /** Of those courses, what each person did at each exam. */
  private static final String WORK =
      """
      work as (
        select r.context_id, a.resource_id, a.person_id, count(distinct a.id)::integer as attempts,
               count(distinct o.id)::integer as grades, max(a.last_saved_at) as last_saved_at,
               bool_and(a.state = 'ended' or a.kind = 'test')
                 and coalesce(not bool_or(o.state in ('waiting', 'sending')
                                          or o.next_try_at is not null
                                          or o.lease_until > now()), true) as goes
          from unused u
          join resource r on r.context_id = u.id
          join attempt a on a.resource_id = r.id
          left join score_outbox o on o.resource_id = a.resource_id and o.person_id = a.person_id
         group by r.context_id, a.resource_id, a.person_id)
      """;

  /** Whether anything at all is kept of people in the course {@code u.id}. */
  private static final String HOLDS =
      """
      (exists (select 1
                 from resource r
                 join attempt a on a.resource_id = r.id
                where r.context_id = u.id)
       or exists (select 1 from roster_member m where m.context_id = u.id)
       or exists (select 1
                    from resource r
                    join access_change g on g.resource_id = r.id
                   where r.context_id = u.id)
       or exists (select 1
                    from resource_link l
                    left join lti11_outcome o on o.resource_link_id = l.id
                    left join lti13_outcome n on n.resource_link_id = l.id
                   where l.context_id = u.id
                     and (o.person_id is not null or n.person_id is not null)))
      """;

  /** People of whom something is kept, or who are expected, after that work has gone. */
  private static final String BUSY =
      """
      going as materialized (
        select resource_id, person_id
          from work
         where goes),
      emptied as materialized (
        select u.id
          from unused u
         where not exists (select 1 from work w where w.context_id = u.id and not w.goes)),
      busy as (
        select a.person_id
          from attempt a
          left join going g on g.resource_id = a.resource_id and g.person_id = a.person_id
         where g.person_id is null
        union
        select o.person_id
          from score_outbox o
          left join going g on g.resource_id = o.resource_id and g.person_id = o.person_id
         where g.person_id is null
        union
        select person_id
          from launch
        union
        select m.person_id
          from access_change_member m
          join access_change g on g.id = m.access_change_id
          join resource r on r.id = g.resource_id
         where r.context_id not in (select id from emptied)
        union
        select a.person_id
          from roster_member m
          join context c on c.id = m.context_id
          join person_alias a on a.consumer_id = c.consumer_id and a.lti_user_id = m.lti_user_id
         where m.active
           and m.context_id not in (select id from emptied))
      """;

  private static final String NOT_SEEN =
      """
      p.staff_account_id is null
         and greatest(p.created_at, p.last_launch_at)
             < now() - make_interval(months => ?::integer)
      """;

  /** What a person did at an exam. */
  record Work(long resourceId, long personId, int attempts, int grades) {}

  /**
   * What would go now.
   *
   * @param workMonths of the rule about work; empty: as if it were off, and {@code peopleMonths}
   *     likewise
   */
  public RetentionForecast forecast(
      Tx tx, Optional<Integer> workMonths, Optional<Integer> peopleMonths) {
    long people =
        peopleMonths.map(months -> (long) people(tx, workMonths, months).size()).orElse(0L);
    return tx.only(
        """
        select (select count(*) from attempt) as attempts,
               (select count(*) from person where staff_account_id is null) as people
        """,
        row ->
            new RetentionForecast(
                courses(tx, workMonths), people, row.longAt("attempts"), row.longAt("people")));
  }

  private static List<CourseForecast> courses(Tx tx, Optional<Integer> months) {
    return tx.list(
        "with "
            + UNUSED
            + ", "
            + WORK
            + """
            select c.id, k.title as consumer,
                   coalesce(nullif(c.title, ''), nullif(c.label, ''), c.lti_context_id) as name,
                   greatest(c.created_at, c.last_launch_at, max(w.last_saved_at)) as last_used_at,
                   count(distinct w.person_id) filter (where w.goes)::integer as students,
                   coalesce(sum(w.attempts) filter (where w.goes), 0)::integer as attempts,
                   coalesce(sum(w.grades) filter (where w.goes), 0)::integer as grades,
                   coalesce(sum(w.attempts) filter (where not w.goes), 0)::integer as kept
              from unused u
              join context c on c.id = u.id
              join consumer k on k.id = c.consumer_id
              left join work w on w.context_id = u.id
             where\s"""
            + HOLDS
            + """
             group by c.id, k.title
             order by last_used_at, c.id
            """,
        CourseForecast::read,
        months);
  }

  /** Courses in which anything is to be done. */
  List<Long> unusedCourses(Tx tx, int months) {
    return tx.list(
        "with " + UNUSED + "select u.id from unused u where " + HOLDS + "order by 1",
        row -> row.longAt("id"),
        months);
  }

  /** Whether the course is unused still. */
  boolean isUnused(Tx tx, long contextId, int months) {
    return tx.only(
        "with " + UNUSED + "select exists (select 1 from unused where id = ?) as unused",
        row -> row.flag("unused"),
        months,
        contextId);
  }

  /** Some of the course's work that goes, if it is unused. */
  List<Work> work(Tx tx, long contextId, int months, int most) {
    return tx.list(
        "with "
            + UNUSED
            + ", "
            + WORK
            + """
            select resource_id, person_id, attempts, grades
              from work
             where context_id = ?
               and goes
             order by resource_id, person_id
             limit ?
            """,
        row ->
            new Work(
                row.longAt("resource_id"),
                row.longAt("person_id"),
                row.intAt("attempts"),
                row.intAt("grades")),
        months,
        contextId,
        most);
  }

  /** Who goes, once the work that {@code workMonths} reach has gone. */
  List<Long> people(Tx tx, Optional<Integer> workMonths, int months) {
    return tx.list(
        "with "
            + UNUSED
            + ", "
            + WORK
            + ", "
            + BUSY
            + "select p.id from person p where "
            + NOT_SEEN
            + """
               and not exists (select 1 from busy b where b.person_id = p.id)
             order by p.id
            """,
        row -> row.longAt("id"),
        workMonths,
        months);
  }

  /** Whether nothing has come of them since: their row is locked by the caller. */
  boolean mayGo(Tx tx, long personId, int months) {
    return tx.only(
        "select exists (select 1 from person p where p.id = ? and "
            + NOT_SEEN
            + """
               and not exists (select 1 from launch l where l.person_id = p.id)
               and not exists (select 1 from attempt a where a.person_id = p.id)
               and not exists (select 1 from score_outbox o where o.person_id = p.id)
               and not exists (select 1 from access_change_member m where m.person_id = p.id))
               as goes
            """,
        row -> row.flag("goes"),
        personId,
        months);
  }
}
