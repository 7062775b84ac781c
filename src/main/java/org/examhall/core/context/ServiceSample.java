package org.examhall.core.context;

import java.util.List;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lti13Client;
import org.examhall.kernel.sql.Row;

/**
 * Where a platform's services can be tried: what its newest launches said of them.
 *
 * @param scopes that the launch with the gradebook granted
 * @param lineItemsUrl empty when no launch offered a gradebook, and {@code gradebookCourse} with it
 * @param membershipsUrl empty when no launch offered a roster, and {@code rosterCourse} with it
 */
public record ServiceSample(
    Lti13Client client,
    List<String> scopes,
    String lineItemsUrl,
    String gradebookCourse,
    String membershipsUrl,
    String rosterCourse) {
  static ServiceSample read(Row row) {
    return new ServiceSample(
        Lti13Client.read(row),
        Stream.of(row.text("scopes").split(" ")).filter(scope -> !scope.isEmpty()).toList(),
        row.text("line_items_url"),
        row.text("gradebook_course"),
        row.text("memberships_url"),
        row.text("roster_course"));
  }
}
