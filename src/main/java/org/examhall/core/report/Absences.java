package org.examhall.core.report;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Reads who has not begun, by the course's list of members. */
public final class Absences {
  private static final int MOST_NAMES = 500;

  private static final String LEARNERS =
      """
      select m.name,
             not exists (select 1
                           from person_alias p
                           join attempt a on a.person_id = p.person_id
                          where p.consumer_id = c.consumer_id
                            and p.lti_user_id = m.lti_user_id
                            and a.resource_id = ?
                            and a.kind = 'graded') as absent
        from roster_member m
        join context c on c.id = m.context_id
       where m.context_id = ?
         and m.role = 'learner'
         and m.active
         and (? = '' or ? = any(m.group_ids))
      """;

  /** Of the resource and the course that it is in, or a group of that; empty is everybody. */
  public NotStarted of(Tx tx, long resourceId, long contextId, String group) {
    List<String> names =
        tx.list(
            """
            select name
              from (%s) as learner
             where absent
             order by lower(name)
             limit ?
            """
                .formatted(LEARNERS),
            row -> row.text("name"),
            resourceId,
            contextId,
            group,
            group,
            MOST_NAMES);
    return tx.only(
        """
        select count(*)::integer as members,
               (count(*) filter (where absent))::integer as absent
          from (%s) as learner
        """
            .formatted(LEARNERS),
        row -> new NotStarted(row.intAt("members"), row.intAt("absent"), names),
        resourceId,
        contextId,
        group,
        group);
  }
}
