package org.examhall.core.context;

import java.util.Collection;
import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti13_service} table: how a link's grades are written. */
public final class Lti13Services {
  /** How what a launch said differs from what was known. */
  public enum News {
    /** Not at all. */
    NONE,
    /** The link's grades go where they went, on other terms. */
    TERMS,
    /** The link has a column, or another one. */
    COLUMN
  }

  /**
   * Remembers what the link's last launch said. A class that launches at once only reads: nobody
   * waits for anybody.
   */
  public News save(Tx tx, long resourceLinkId, long deploymentId, Gradebook said) {
    String[] scopes = said.scopes().stream().sorted().toArray(String[]::new);
    return isKnown(tx, resourceLinkId, deploymentId, said, scopes)
        ? News.NONE
        : change(tx, resourceLinkId, deploymentId, said, scopes);
  }

  /** A column that we made is no news when a launch names it for the first time. */
  private static News change(
      Tx tx, long resourceLinkId, long deploymentId, Gradebook said, String[] scopes) {
    return tx.only(
        """
        with was as (
          select s.*, coalesce(nullif(s.line_item_url, ''), i.url, '') as url
            from lti13_service s
            join resource_link l
              on l.id = s.resource_link_id
            left join line_item i
              on i.resource_id = l.resource_id
             and i.deployment_id = s.deployment_id
             and i.line_items_url = s.line_items_url
           where s.resource_link_id = ?
             and 'https://purl.imsglobal.org/spec/lti-ags/scope/score' = any (s.scopes)
        )
        insert into lti13_service as s
               (resource_link_id, deployment_id, scopes, line_items_url, line_item_url)
        values (?, ?, ?, ?, ?)
            on conflict (resource_link_id) do update
           set deployment_id = excluded.deployment_id,
               scopes = excluded.scopes,
               line_items_url = excluded.line_items_url,
               line_item_url = excluded.line_item_url,
               refreshed_at = now()
        returning case when exists (select 1
                                      from was
                                     where s.line_item_url <> '' and s.line_item_url = was.url
                                        or s.line_item_url = ''
                                           and was.line_item_url = ''
                                           and was.line_items_url = s.line_items_url
                                           and was.deployment_id = s.deployment_id)
                       then 'terms' else 'column' end as news
        """,
        row -> row.constant("news", News.class),
        resourceLinkId,
        resourceLinkId,
        deploymentId,
        scopes,
        said.lineItemsUrl(),
        said.lineItemUrl());
  }

  private static boolean isKnown(
      Tx tx, long resourceLinkId, long deploymentId, Gradebook said, String[] scopes) {
    return tx.one(
            """
            select 1 as known
              from lti13_service
             where resource_link_id = ?
               and deployment_id = ?
               and scopes = ?
               and line_items_url = ?
               and line_item_url = ?
            """,
            row -> row.intAt("known"),
            resourceLinkId,
            deploymentId,
            scopes,
            said.lineItemsUrl(),
            said.lineItemUrl())
        .isPresent();
  }

  /**
   * What a launch says of the gradebook; each may be empty.
   *
   * @param scopes what it lets us do
   * @param lineItemsUrl the course's columns
   * @param lineItemUrl the link's own column
   */
  public record Gradebook(Collection<String> scopes, String lineItemsUrl, String lineItemUrl) {
    /** Of a launch that offers none. */
    public static final Gradebook NONE = new Gradebook(List.of(), "", "");
  }
}
