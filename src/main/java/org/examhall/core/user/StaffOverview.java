package org.examhall.core.user;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * An account as the list of accounts shows it.
 *
 * @param lastLoginAt empty when nobody has signed in with it yet
 * @param disabledAt empty when it can be used
 * @param linkUntil how long a link to set its password works, where there is one
 */
public record StaffOverview(
    StaffAccount account,
    Instant createdAt,
    Optional<Instant> lastLoginAt,
    Optional<Instant> disabledAt,
    boolean secondFactor,
    Optional<Instant> linkUntil) {
  static StaffOverview read(Row row) {
    return new StaffOverview(
        StaffAccount.read(row),
        row.instant("created_at"),
        row.findInstant("last_login_at"),
        row.findInstant("disabled_at"),
        row.flag("second_factor"),
        row.findInstant("link_expires_at"));
  }
}
