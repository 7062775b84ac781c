package org.examhall.core.context;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.examhall.kernel.sql.Row;
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

  /** The place of the person's grade in the column of a link; empty when none may be written to. */
  public Optional<Lti13Place> find(Tx tx, long resourceLinkId, long personId) {
    return tx.one(
        """
        select g.id as registration_id, g.client_id, g.token_url, g.token_audience, g.product,
               s.deployment_id, array_to_string(s.scopes, ' ') as scopes, s.line_items_url,
               s.line_item_url, l.lti_link_id, o.lti_user_id, r.title
          from lti13_service s
          join lti13_deployment d
            on d.id = s.deployment_id
          join lti13_registration g
            on g.id = d.registration_id
          join resource_link l
            on l.id = s.resource_link_id
          join resource r
            on r.id = l.resource_id
         cross join lateral (
               select lti_user_id
                 from lti13_outcome
                where person_id = ?
                  and (resource_link_id = l.id or deployment_id = s.deployment_id)
                order by resource_link_id = l.id desc, refreshed_at desc
                limit 1) o
         where s.resource_link_id = ?
           and g.active
        """,
        Lti13Place::read,
        personId,
        resourceLinkId);
  }

  /**
   * A place of somebody's grade.
   *
   * @param launched whether the person came by its link
   */
  public record Placed(long personId, boolean launched, Lti13Place place) {
    static Placed read(Row row) {
      return new Placed(row.longAt("person_id"), row.flag("launched"), Lti13Place.read(row));
    }
  }

  /**
   * By person, the places of each whose grade AGS alone writes, one for each link, by active
   * registrations; where the person came last first.
   */
  public Map<Long, List<Placed>> places(Tx tx, long resourceId) {
    return tx
        .list(
            """
            with p as (
              select distinct on (person_id, resource_link_id)
                     person_id, resource_link_id, standard, refreshed_at
                from grade_place
               where resource_id = ?
               order by person_id, resource_link_id, refreshed_at desc
            )
            select g.id as registration_id, g.client_id, g.token_url, g.token_audience, g.product,
                   s.deployment_id, array_to_string(s.scopes, ' ') as scopes, s.line_items_url,
                   s.line_item_url, l.lti_link_id, o.lti_user_id, r.title, p.person_id,
                   isfinite(p.refreshed_at) as launched
              from p
              join lti13_service s
                on s.resource_link_id = p.resource_link_id
              join lti13_deployment d
                on d.id = s.deployment_id
              join lti13_registration g
                on g.id = d.registration_id
              join resource_link l
                on l.id = p.resource_link_id
              join resource r
                on r.id = l.resource_id
             cross join lateral (
                   select lti_user_id
                     from lti13_outcome
                    where person_id = p.person_id
                      and (resource_link_id = l.id or deployment_id = s.deployment_id)
                    order by resource_link_id = l.id desc, refreshed_at desc
                    limit 1) o
             where g.active
               and not exists (select 1
                                 from p other
                                where other.person_id = p.person_id
                                  and other.standard = 'lti11')
             order by p.person_id, p.refreshed_at desc, p.resource_link_id desc
            """,
            Placed::read,
            resourceId)
        .stream()
        .collect(Collectors.groupingBy(Placed::personId));
  }
}
