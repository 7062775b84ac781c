package org.examhall.core.resource;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * An exam set up in a course: the thing that has settings and attempts.
 *
 * @param examVersionId what new attempts get; running attempts keep theirs
 */
public record Resource(
    long id, long contextId, long examId, long examVersionId, String title, Instant createdAt) {
  /** From the table's columns. */
  public static Resource read(Row row) {
    return new Resource(
        row.longAt("id"),
        row.longAt("context_id"),
        row.longAt("exam_id"),
        row.longAt("exam_version_id"),
        row.text("title"),
        row.instant("created_at"));
  }
}
