package org.examhall.core.report;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * A course as the administrator sees it.
 *
 * @param name its title or label; empty when the LMS told none
 * @param ltiContextId what the LMS calls it
 * @param resources exams in it
 * @param attempts graded ones, in all its exams
 * @param deletedAt when an administrator deleted it
 */
public record ContextOverview(
    long id,
    long consumerId,
    String consumer,
    String name,
    String ltiContextId,
    Instant createdAt,
    long resources,
    long attempts,
    Optional<Instant> deletedAt) {
  /** What to call it in a sentence. */
  public String nameOrId() {
    return name.isEmpty() ? ltiContextId : name;
  }

  static ContextOverview read(Row row) {
    return new ContextOverview(
        row.longAt("id"),
        row.longAt("consumer_id"),
        row.text("consumer"),
        row.text("name"),
        row.text("lti_context_id"),
        row.instant("created_at"),
        row.longAt("resources"),
        row.longAt("attempts"),
        row.findInstant("deleted_at"));
  }
}
