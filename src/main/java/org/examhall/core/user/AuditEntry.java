package org.examhall.core.user;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * A line of the log.
 *
 * @param actor who did it, as {@link Actor#name}
 * @param username of an administrator; empty for others
 * @param details in one line; may be empty
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String username,
    String address,
    String action,
    String subject,
    String details) {
  static AuditEntry read(Row row) {
    return new AuditEntry(
        row.longAt("id"),
        row.instant("at"),
        row.text("actor"),
        row.text("username"),
        row.text("address"),
        row.text("action"),
        row.text("subject"),
        row.text("details"));
  }
}
