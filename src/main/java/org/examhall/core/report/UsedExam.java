package org.examhall.core.report;

import org.examhall.kernel.sql.Row;

/**
 * An exam of a course and how much it was used lately.
 *
 * @param context what its course is called, or the course's id where it has no name
 */
public record UsedExam(
    String title,
    long contextId,
    String context,
    String consumer,
    long launches,
    long begun,
    long ended) {
  static UsedExam read(Row row) {
    return new UsedExam(
        row.text("title"),
        row.longAt("context_id"),
        row.text("context"),
        row.text("consumer"),
        row.longAt("launches"),
        row.longAt("begun"),
        row.longAt("ended"));
  }
}
