package org.examhall.core.report;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.attempt.AttemptKind;
import org.examhall.core.attempt.AttemptState;
import org.examhall.kernel.sql.Row;

/** An attempt of a person, anywhere. */
public record PersonAttempt(
    String title,
    long contextId,
    String context,
    int number,
    AttemptKind kind,
    AttemptState state,
    Instant createdAt,
    Optional<Instant> lastSavedAt) {
  static PersonAttempt read(Row row) {
    return new PersonAttempt(
        row.text("title"),
        row.longAt("context_id"),
        row.text("context"),
        row.intAt("number"),
        row.constant("kind", AttemptKind.class),
        row.constant("state", AttemptState.class),
        row.instant("created_at"),
        row.findInstant("last_saved_at"));
  }
}
