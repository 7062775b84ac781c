package org.examhall.core.report;

import org.examhall.kernel.sql.Row;

/**
 * How far a class is with an exam: students, and their attempts by state.
 *
 * @param notBegun opened, nothing saved yet
 */
public record Progress(int students, int notBegun, int working, int ended) {
  /** All attempts. */
  public int attempts() {
    return notBegun + working + ended;
  }

  static Progress read(Row row) {
    return new Progress(
        row.intAt("students"), row.intAt("not_begun"), row.intAt("working"), row.intAt("ended"));
  }
}
