package org.examhall.core.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.examhall.kernel.sql.Row;

/**
 * Somebody whom an LMS launched, as the administrator sees them.
 *
 * @param name as the LMS gave it; may be empty
 * @param email as the LMS gave it; may be empty
 * @param userIds what the LMS calls them
 */
public record PersonOverview(
    long id,
    long consumerId,
    String consumer,
    String name,
    String email,
    List<String> userIds,
    Instant createdAt) {
  /** What they go by: the name, else what the LMS calls them, else our own id. */
  public String called() {
    return Stream.concat(Stream.of(name), userIds.stream())
        .filter(word -> !word.isBlank())
        .findFirst()
        .orElse(Long.toString(id))
        .strip();
  }

  static PersonOverview read(Row row) {
    return new PersonOverview(
        row.longAt("id"),
        row.longAt("consumer_id"),
        row.text("consumer"),
        row.text("name"),
        row.text("email"),
        row.text("user_ids").lines().toList(),
        row.instant("created_at"));
  }
}
