package org.examhall.core.context;

import java.time.LocalDate;
import org.examhall.kernel.sql.Row;

/**
 * A term or a year of an LMS, by which its courses are sorted.
 *
 * @param startsOn its first day; days are those of UTC
 * @param endsOn its last day
 */
public record TimePeriod(long id, String name, LocalDate startsOn, LocalDate endsOn) {
  static TimePeriod read(Row row) {
    return new TimePeriod(
        row.longAt("id"),
        row.text("name"),
        LocalDate.parse(row.text("starts_on")),
        LocalDate.parse(row.text("ends_on")));
  }
}
