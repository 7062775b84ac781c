package org.examhall.core.consumer;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * An institution's LMS.
 *
 * @param enabled false refuses its launches and sends it no grades
 */
public record Consumer(long id, String title, boolean enabled, Instant createdAt) {
  static Consumer read(Row row) {
    return new Consumer(
        row.longAt("id"), row.text("title"), row.flag("enabled"), row.instant("created_at"));
  }
}
