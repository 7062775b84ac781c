package org.examhall.core.context;

import java.util.Collection;
import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti13_service} table: how a link's grades are written. */
public final class Lti13Services {
  /**
   * Remembers what the link's last launch said; true when it is not what was known. A class that
   * launches at once only reads: nobody waits for anybody.
   */
  public boolean save(Tx tx, long resourceLinkId, long deploymentId, Gradebook said) {
    String[] scopes = said.scopes().stream().sorted().toArray(String[]::new);
    if (isKnown(tx, resourceLinkId, deploymentId, said, scopes)) {
      return false;
    }
    tx.change(
        """
        insert into lti13_service
               (resource_link_id, deployment_id, scopes, line_items_url, line_item_url)
        values (?, ?, ?, ?, ?)
            on conflict (resource_link_id) do update
           set deployment_id = excluded.deployment_id,
               scopes = excluded.scopes,
               line_items_url = excluded.line_items_url,
               line_item_url = excluded.line_item_url,
               refreshed_at = now()
        """,
        resourceLinkId,
        deploymentId,
        scopes,
        said.lineItemsUrl(),
        said.lineItemUrl());
    return true;
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
