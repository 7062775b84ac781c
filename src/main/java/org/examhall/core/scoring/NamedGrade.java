package org.examhall.core.scoring;

import org.examhall.kernel.sql.Row;

/**
 * A grade and whose it is.
 *
 * @param name as the LMS gave it; may be empty
 */
public record NamedGrade(String name, OutboxGrade grade) {
  static NamedGrade read(Row row) {
    return new NamedGrade(row.text("display_name"), OutboxGrade.read(row));
  }
}
