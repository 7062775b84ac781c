package org.examhall.core.context;

import org.examhall.core.consumer.Lti13Client;
import org.examhall.kernel.sql.Row;

/**
 * A list of members that somebody waits for.
 *
 * @param differencesUrl tells only what changed since the last time; empty when the platform does
 *     not offer that
 * @param groupsUrl lists the course's groups; empty when the platform tells of none
 * @param groupSetsUrl lists the sets that groups are of; may be empty
 */
public record DueRoster(
    long contextId,
    Lti13Client client,
    String membershipsUrl,
    String differencesUrl,
    String groupsUrl,
    String groupSetsUrl) {
  static DueRoster read(Row row) {
    return new DueRoster(
        row.longAt("context_id"),
        Lti13Client.read(row),
        row.text("memberships_url"),
        row.text("differences_url"),
        row.text("groups_url"),
        row.text("group_sets_url"));
  }
}
