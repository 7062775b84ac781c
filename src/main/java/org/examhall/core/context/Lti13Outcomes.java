package org.examhall.core.context;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code lti13_outcome} table: who was launched where, and so has a cell
 * in that link's column.
 */
public final class Lti13Outcomes {
  private static final String INSERT =
      """
      insert into lti13_outcome (resource_link_id, person_id, deployment_id, lti_user_id)
      values (?, ?, ?, ?)
      """;

  /**
   * Remembers or refreshes that a verified launch brought this person; whether it is the first.
   *
   * @param ltiUserId {@code sub}
   */
  public boolean save(
      Tx tx, long resourceLinkId, long personId, long deploymentId, String ltiUserId) {
    return tx.only(
        INSERT
            + """
            on conflict (resource_link_id, person_id) do update
           set deployment_id = excluded.deployment_id,
               lti_user_id = excluded.lti_user_id,
               refreshed_at = now()
        returning xmax = 0 as first -- a row that was there has an xmax
        """,
        row -> row.flag("first"),
        resourceLinkId,
        personId,
        deploymentId,
        ltiUserId);
  }

  /** The same for a person whom nobody has launched before, at the transaction's end. */
  public void add(Tx tx, long resourceLinkId, long personId, long deploymentId, String ltiUserId) {
    tx.atEnd(INSERT, resourceLinkId, personId, deploymentId, ltiUserId);
  }

  /** The newest place of the person's grade that AGS writes to; empty when there is none. */
  public Optional<Lti13Place> find(Tx tx, long resourceId, long personId) {
    return tx.one(
        """
        select g.id as registration_id, g.client_id, g.token_url, g.token_audience, g.product,
               s.deployment_id, array_to_string(s.scopes, ' ') as scopes, s.line_items_url,
               s.line_item_url, l.lti_link_id, o.lti_user_id, r.title
          from grade_place p
          join lti13_outcome o
            on o.resource_link_id = p.resource_link_id
           and o.person_id = p.person_id
          join lti13_service s
            on s.resource_link_id = p.resource_link_id
          join lti13_deployment d
            on d.id = s.deployment_id
          join lti13_registration g
            on g.id = d.registration_id
          join resource_link l
            on l.id = p.resource_link_id
          join resource r
            on r.id = p.resource_id
         where p.resource_id = ?
           and p.person_id = ?
           and p.standard = 'lti13'
         order by p.refreshed_at desc, p.resource_link_id desc
         limit 1
        """,
        Lti13Place::read,
        resourceId,
        personId);
  }

  /** By person, the place of each whose newest one AGS writes to. */
  public Map<Long, Lti13Place> places(Tx tx, long resourceId) {
    return tx
        .list(
            """
            select g.id as registration_id, g.client_id, g.token_url, g.token_audience, g.product,
                   s.deployment_id, array_to_string(s.scopes, ' ') as scopes, s.line_items_url,
                   s.line_item_url, l.lti_link_id, o.lti_user_id, r.title, o.person_id
              from (select distinct on (person_id) person_id, resource_id, resource_link_id, standard
                      from grade_place
                     where resource_id = ?
                     order by person_id, refreshed_at desc, resource_link_id desc) p
              join lti13_outcome o
                on o.resource_link_id = p.resource_link_id
               and o.person_id = p.person_id
              join lti13_service s
                on s.resource_link_id = p.resource_link_id
              join lti13_deployment d
                on d.id = s.deployment_id
              join lti13_registration g
                on g.id = d.registration_id
              join resource_link l
                on l.id = p.resource_link_id
              join resource r
                on r.id = p.resource_id
             where p.standard = 'lti13'
            """,
            row -> Map.entry(row.longAt("person_id"), Lti13Place.read(row)),
            resourceId)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
