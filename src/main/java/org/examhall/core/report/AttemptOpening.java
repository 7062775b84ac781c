package org.examhall.core.report;

import java.time.Instant;
import org.examhall.core.attempt.Mode;
import org.examhall.kernel.sql.Row;

/** A window in which somebody opened an attempt of their own. */
public record AttemptOpening(Instant at, String title, int number, Mode mode) {
  static AttemptOpening read(Row row) {
    return new AttemptOpening(
        row.instant("created_at"),
        row.text("title"),
        row.intAt("number"),
        row.constant("mode", Mode.class));
  }
}
