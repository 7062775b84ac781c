package org.examhall.core.report;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.kernel.sql.Row;

/**
 * An exam of a course as the administrator sees it.
 *
 * @param attempts graded ones
 * @param lastActivityAt when anything of a graded attempt was last begun or saved
 * @param times when it is open, but for extra time
 */
public record ResourceOverview(
    long id,
    String title,
    Instant createdAt,
    long attempts,
    Optional<Instant> lastActivityAt,
    EffectiveTimes times) {
  static ResourceOverview read(Row row) {
    return new ResourceOverview(
        row.longAt("id"),
        row.text("title"),
        row.instant("created_at"),
        row.longAt("attempts"),
        row.findInstant("last_activity_at"),
        new EffectiveTimes(
            row.findInstant("available_from"),
            row.findInstant("available_until"),
            row.findInstant("due_at")));
  }
}
