package org.examhall.core.scoring;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * The attempt whose score is a person's grade.
 *
 * @param number first is 1
 * @param attempts how many the person has
 * @param endedAt empty while it goes on
 */
public record GradedAttempt(int number, int attempts, Optional<Instant> endedAt) {
  static GradedAttempt read(Row row) {
    return new GradedAttempt(
        row.intAt("number"), row.intAt("attempts"), row.findInstant("ended_at"));
  }
}
