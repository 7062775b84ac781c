package org.examhall.core.scoring;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/**
 * Works out the grade of a person for a resource and puts it into the outbox when it changed.
 *
 * <p>The grade is the highest or the latest score of the person's graded attempts, as the resource
 * is set; attempts without a score do not count, a score of zero does. It is between 0 and 1, as
 * LTI demands: a total below zero counts as zero. Where LTI 1.3 takes it, it also changes by being
 * handed in: only then is it told as complete. Threads: any; transactions that change attempts of
 * the same person and resource at the same time take turns, so that the later one sees both.
 */
public final class Grades {
  /** The grades that attempts bear on, as they are now; the parameter is the attempts' ids. */
  private static final String GRADES =
      """
      with touched as (
        select distinct resource_id, person_id
          from attempt
         where id = any (?)
      ), grade as (
        select distinct on (a.resource_id, a.person_id)
               a.resource_id,
               a.person_id,
               c.consumer_id,
               least(1, greatest(0, a.scaled_score)) as score,
               exists (select 1
                         from grade_place g
                        where g.resource_id = a.resource_id
                          and g.person_id = a.person_id) as addressed,
               not exists (select 1
                             from attempt b
                            where b.resource_id = a.resource_id
                              and b.person_id = a.person_id
                              and b.kind = 'graded'
                              and b.state <> 'ended') as finished
          from touched t
          join attempt a on a.resource_id = t.resource_id and a.person_id = t.person_id
          join resource r on r.id = a.resource_id
          join context c on c.id = r.context_id
          left join resource_setting s on s.resource_id = a.resource_id
         where a.kind = 'graded'
           and a.scaled_score is not null
         order by a.resource_id, a.person_id,
                  case when s.grade_of = 'latest' then a.number else a.scaled_score end desc
      )
      """;

  /**
   * To be called in the transaction that changed a score, after the change.
   *
   * @return the grades to ring the {@link Bell} for after the commit
   */
  public List<DueGrade> changed(Tx tx, long[] attemptIds) {
    GradeTurns.ofAttempts(tx, attemptIds);
    return putIntoOutbox(tx, attemptIds);
  }

  private static List<DueGrade> putIntoOutbox(Tx tx, long[] attemptIds) {
    return tx
        .list(
            GRADES
                + """
            insert into score_outbox as o
                   (resource_id, person_id, consumer_id, scaled_score, finished, state, next_try_at)
            select resource_id,
                   person_id,
                   consumer_id,
                   score,
                   finished,
                   case when addressed then 'waiting' else 'no_address' end,
                   case when addressed then now() end
              from grade
             order by resource_id, person_id
                on conflict (resource_id, person_id) do update
               set scaled_score = excluded.scaled_score,
                   finished = excluded.finished,
                   version = o.version + 1,
                   state = case o.state when 'sending' then 'sending' else excluded.state end,
                   next_try_at = case when o.state in ('waiting', 'sending') and o.reason = 'too_many'
                                      then greatest(o.next_try_at, excluded.next_try_at)
                                      when o.state = 'sending' then o.next_try_at
                                      else excluded.next_try_at end,
                   changed_at = now()
             where o.scaled_score <> excluded.scaled_score
                or o.finished <> excluded.finished
                   and exists (select 1
                                 from grade_place g
                                where g.resource_id = o.resource_id
                                  and g.person_id = o.person_id
                                  and g.standard = 'lti13')
            returning id, consumer_id, state
            """,
            row -> new Changed(DueGrade.read(row), row.text("state")),
            attemptIds)
        .stream()
        .filter(changed -> changed.state().equals("waiting"))
        .map(Changed::grade)
        .toList();
  }

  private record Changed(DueGrade grade, String state) {}
}
