package org.examhall.core.consumer;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * Leave for one LMS to register itself, once.
 *
 * @param consumerTitle title of the consumer that the registration makes
 * @param activeAtOnce false: an administrator activates what registered itself
 * @param usedAt empty while it can still be used
 */
public record RegistrationInvite(
    long id,
    String consumerTitle,
    boolean activeAtOnce,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> usedAt) {
  static RegistrationInvite read(Row row) {
    return new RegistrationInvite(
        row.longAt("id"),
        row.text("consumer_title"),
        row.flag("active_at_once"),
        row.instant("created_at"),
        row.instant("expires_at"),
        row.findInstant("used_at"));
  }
}
