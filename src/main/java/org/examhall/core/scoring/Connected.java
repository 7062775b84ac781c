package org.examhall.core.scoring;

/**
 * Whether a grade may go out at all: its consumer is enabled, and where its newest place is a
 * column of LTI 1.3, that registration is active.
 */
final class Connected {
  /** Of the grade {@code o}, whose consumer is {@code c}. */
  static final String SQL =
      """
      (c.enabled
       and coalesce((select g.active
                       from (select p.resource_link_id, p.standard
                               from grade_place p
                              where p.resource_id = o.resource_id
                                and p.person_id = o.person_id
                              order by p.refreshed_at desc, p.resource_link_id desc
                              limit 1) newest
                       join lti13_service s on s.resource_link_id = newest.resource_link_id
                       join lti13_deployment d on d.id = s.deployment_id
                       join lti13_registration g on g.id = d.registration_id
                      where newest.standard = 'lti13'), true))
      """;

  private Connected() {}
}
