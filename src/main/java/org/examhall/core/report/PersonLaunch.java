package org.examhall.core.report;

import java.time.Instant;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.Role;
import org.examhall.kernel.sql.Row;

/**
 * A launch of a person.
 *
 * @param title of what it opens; empty where it opens no link, or one without an exam
 */
public record PersonLaunch(
    Instant at,
    long contextId,
    String context,
    String title,
    Role role,
    Purpose purpose,
    String address,
    String agent) {
  static PersonLaunch read(Row row) {
    return new PersonLaunch(
        row.instant("created_at"),
        row.longAt("context_id"),
        row.text("context"),
        row.text("title"),
        row.constant("role", Role.class),
        row.constant("purpose", Purpose.class),
        row.text("source_address"),
        row.text("user_agent"));
  }
}
