package org.examhall.core.retention;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * What would go of one course.
 *
 * @param name as the LMS calls it, or its id there
 * @param lastUsedAt its newest launch or answer that is known
 * @param students whose work at some exam goes
 * @param attempts of theirs, test runs among them
 * @param grades that go with them
 * @param kept attempts that stay: of those who have one open, or whose grade is not delivered
 */
public record CourseForecast(
    long contextId,
    String consumer,
    String name,
    Instant lastUsedAt,
    int students,
    int attempts,
    int grades,
    int kept) {
  static CourseForecast read(Row row) {
    return new CourseForecast(
        row.longAt("id"),
        row.text("consumer"),
        row.text("name"),
        row.instant("last_used_at"),
        row.intAt("students"),
        row.intAt("attempts"),
        row.intAt("grades"),
        row.intAt("kept"));
  }
}
