package org.examhall.core.consumer;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * An LTI 1.1 key without its secrets.
 *
 * @param checks how launches with it are checked
 * @param previousUntil up to when the secret before the last change is accepted too
 */
public record KeySummary(
    long id, long consumerId, String key, LaunchChecks checks, Optional<Instant> previousUntil) {
  static KeySummary read(Row row) {
    return new KeySummary(
        row.longAt("id"),
        row.longAt("consumer_id"),
        row.text("consumer_key"),
        LaunchChecks.read(row),
        row.findInstant("previous_until"));
  }
}
