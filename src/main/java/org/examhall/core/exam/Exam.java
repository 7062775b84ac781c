package org.examhall.core.exam;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * An exam of a course; what students take is one of its versions.
 *
 * @param title shown to instructors; taken from the first package
 */
public record Exam(long id, long contextId, String title, Instant createdAt) {
  static Exam read(Row row) {
    return new Exam(
        row.longAt("id"), row.longAt("context_id"), row.text("title"), row.instant("created_at"));
  }
}
