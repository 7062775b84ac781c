package org.examhall.core.context;

import java.util.List;
import org.examhall.core.consumer.Lti13Client;
import org.examhall.kernel.sql.Row;

/**
 * Where a person's grade goes by AGS.
 *
 * @param deploymentId ours of that deployment
 * @param product of the platform, as it names itself; may be empty
 * @param scopes that the link's last launch granted
 * @param lineItemsUrl the course's columns; empty when they can't be listed
 * @param lineItemUrl the link's own column; empty when it is to be found or made
 * @param ltiLinkId the platform's id of the link
 * @param ltiUserId the platform's id of the person
 * @param title of the resource, for a column of its own
 */
public record Lti13Place(
    Lti13Client client,
    long deploymentId,
    String product,
    List<String> scopes,
    String lineItemsUrl,
    String lineItemUrl,
    String ltiLinkId,
    String ltiUserId,
    String title) {
  static Lti13Place read(Row row) {
    return new Lti13Place(
        Lti13Client.read(row),
        row.longAt("deployment_id"),
        row.text("product"),
        List.of(row.text("scopes").split(" ", -1)),
        row.text("line_items_url"),
        row.text("line_item_url"),
        row.text("lti_link_id"),
        row.text("lti_user_id"),
        row.text("title"));
  }
}
