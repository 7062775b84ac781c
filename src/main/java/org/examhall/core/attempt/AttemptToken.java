package org.examhall.core.attempt;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * The right of one player window to one attempt.
 *
 * @param personId who was launched; in review not always the attempt's own person
 * @param launchId where the window came from and goes back to
 * @param epoch the turn its window took; empty before its first hello
 */
public record AttemptToken(
    long id,
    long attemptId,
    long personId,
    String launchId,
    Mode mode,
    Optional<Integer> epoch,
    Instant expiresAt) {
  static AttemptToken read(Row row) {
    return new AttemptToken(
        row.longAt("id"),
        row.longAt("attempt_id"),
        row.longAt("person_id"),
        row.text("launch_id"),
        row.constant("mode", Mode.class),
        row.findInt("epoch"),
        row.instant("expires_at"));
  }
}
