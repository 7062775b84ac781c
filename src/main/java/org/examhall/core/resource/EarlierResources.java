package org.examhall.core.resource;

import java.util.List;
import org.examhall.core.context.Launch;
import org.examhall.kernel.sql.Tx;

/**
 * Reads what a copied link opened before, and what else there was in the courses that its own is a
 * copy of: of the launch's own consumer, only what the launch's histories name, and only what this
 * very person set up or uploaded. Where teachers may write custom parameters the LMS signs whatever
 * they wrote, so a history alone proves nothing.
 */
public final class EarlierResources {
  private static final int MOST = 50;

  /**
   * For an instructor's launch, what the link opened first, oldest copy last; nothing when it has
   * no history.
   */
  public List<EarlierResource> list(Tx tx, Launch launch) {
    return tx.list(
        """
        select r.id, r.exam_version_id, r.title, coalesce(nullif(c.title, ''), c.label) as course
          from launch l
         cross join lateral (
               select k.resource_id, false as by_course, before.place
                 from jsonb_array_elements_text(l.details -> 'copied_from')
                      with ordinality as before (link, place)
                 join context c
                   on c.consumer_id = l.consumer_id
                 join resource_link k
                   on k.context_id = c.id
                  and (k.lti_link_id = before.link
                       or k.id = (select a.resource_link_id
                                    from resource_link_alias a
                                   where a.context_id = c.id
                                     and a.lti_link_id = before.link))
               union all
               select r.id, true, before.place
                 from jsonb_array_elements_text(l.details -> 'course_copied_from')
                      with ordinality as before (course, place)
                 join resource r
                   on r.context_id in (select id
                                         from context
                                        where consumer_id = l.consumer_id
                                          and lti_context_id = before.course
                                       union all
                                       select context_id
                                         from context_alias
                                        where consumer_id = l.consumer_id
                                          and lti_context_id = before.course)
               ) found
          join resource r on r.id = found.resource_id
          join context c on c.id = r.context_id
          join exam_version v on v.id = r.exam_version_id
         where l.id = ?
           and c.id <> l.context_id
           and l.person_id in (r.created_by, v.created_by)
           and l.role = 'instructor'
           and l.purpose = 'resource'
         group by r.id, c.id
         order by bool_and(found.by_course), min(found.place), r.id
         limit ?
        """,
        EarlierResource::read,
        launch.id(),
        MOST);
  }
}
