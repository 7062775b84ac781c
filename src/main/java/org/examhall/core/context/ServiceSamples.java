package org.examhall.core.context;

import org.examhall.kernel.sql.Tx;

/** What platforms' newest launches said of their services: one statement. */
public final class ServiceSamples {
  /** The registration's; it must be there. */
  public ServiceSample of(Tx tx, long registrationId) {
    return tx.only(
        """
        select r.id as registration_id, r.client_id, r.token_url, r.token_audience,
               coalesce(array_to_string(g.scopes, ' '), '') as scopes,
               coalesce(g.line_items_url, '') as line_items_url,
               coalesce(g.course, '') as gradebook_course,
               coalesce(m.memberships_url, '') as memberships_url,
               coalesce(m.course, '') as roster_course
          from lti13_registration r
          left join lateral (select s.scopes, s.line_items_url,
                                    coalesce(nullif(c.title, ''), c.label) as course
                               from lti13_deployment d
                               join lti13_service s on s.deployment_id = d.id
                               join resource_link l on l.id = s.resource_link_id
                               join context c on c.id = l.context_id
                              where d.registration_id = r.id
                                and s.line_items_url <> ''
                              order by s.refreshed_at desc
                              limit 1) g on true
          left join lateral (select o.memberships_url,
                                    coalesce(nullif(c.title, ''), c.label) as course
                               from lti13_deployment d
                               join roster o on o.deployment_id = d.id
                               join context c on c.id = o.context_id
                              where d.registration_id = r.id
                              order by o.context_id desc
                              limit 1) m on true
         where r.id = ?
        """,
        ServiceSample::read,
        registrationId);
  }
}
