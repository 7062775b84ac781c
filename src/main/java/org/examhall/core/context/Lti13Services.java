package org.examhall.core.context;

import java.util.Collection;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti13_service} table: how a link's grades are written. */
public final class Lti13Services {
  /** Remembers what the link's last launch said; true when it is not what was known. */
  public boolean save(Tx tx, long resourceLinkId, long deploymentId, Gradebook said) {
    return tx.only(
        """
        with known as (
          select scopes, line_items_url, line_item_url
            from lti13_service
           where resource_link_id = ?
        ), saved as (
          insert into lti13_service
                 (resource_link_id, deployment_id, scopes, line_items_url, line_item_url)
          values (?, ?, ?, ?, ?)
              on conflict (resource_link_id) do update
             set deployment_id = excluded.deployment_id,
                 scopes = excluded.scopes,
                 line_items_url = excluded.line_items_url,
                 line_item_url = excluded.line_item_url,
                 refreshed_at = now()
          returning scopes, line_items_url, line_item_url
        )
        select (scopes, line_items_url, line_item_url)
               is distinct from (select (scopes, line_items_url, line_item_url) from known) as changed
          from saved
        """,
        row -> row.flag("changed"),
        resourceLinkId,
        resourceLinkId,
        deploymentId,
        said.scopes().stream().sorted().toArray(String[]::new),
        said.lineItemsUrl(),
        said.lineItemUrl());
  }

  /**
   * What a launch says of the gradebook; each may be empty.
   *
   * @param scopes what it lets us do
   * @param lineItemsUrl the course's columns
   * @param lineItemUrl the link's own column
   */
  public record Gradebook(Collection<String> scopes, String lineItemsUrl, String lineItemUrl) {}
}
