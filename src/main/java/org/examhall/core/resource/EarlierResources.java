package org.examhall.core.resource;

import java.util.List;
import org.examhall.core.context.Launch;
import org.examhall.kernel.sql.Tx;

/**
 * Reads what a copied link opened before: of the launch's own consumer, only what the launch's
 * history names, and only what this very person set up or uploaded. Where teachers may write custom
 * parameters the LMS signs whatever they wrote, so a history alone proves nothing.
 */
public final class EarlierResources {
  /** For an instructor's launch, oldest copy last; nothing when it has no history. */
  public List<EarlierResource> list(Tx tx, Launch launch) {
    return tx.list(
        """
        select r.id, r.exam_version_id, r.title, coalesce(nullif(c.title, ''), c.label) as course
          from launch l
         cross join lateral jsonb_array_elements_text(l.details -> 'copied_from')
               with ordinality as before (link, place)
          join context c
            on c.consumer_id = l.consumer_id
           and c.id <> l.context_id
          join resource_link k
            on k.context_id = c.id
           and (k.lti_link_id = before.link
                or k.id = (select a.resource_link_id
                             from resource_link_alias a
                            where a.context_id = c.id
                              and a.lti_link_id = before.link))
          join resource r on r.id = k.resource_id
          join exam_version v on v.id = r.exam_version_id
         where l.id = ?
           and l.person_id in (r.created_by, v.created_by)
           and l.role = 'instructor'
           and l.purpose = 'resource'
         group by r.id, c.id
         order by min(before.place), r.id
        """,
        EarlierResource::read,
        launch.id());
  }
}
