package org.examhall.core.report;

import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * How many courses of an LMS stand in a period of time, or in none.
 *
 * @param period its id, or {@code outside}, {@code empty} (no exam yet), {@code deleted}
 * @param name empty for what is no period
 * @param startsOn ISO date; empty for what is no period
 * @param endsOn ISO date; empty for what is no period
 */
public record PeriodCount(
    String period, String name, Optional<String> startsOn, Optional<String> endsOn, long contexts) {
  static PeriodCount read(Row row) {
    return new PeriodCount(
        row.text("period"),
        row.text("name"),
        row.findText("starts_on"),
        row.findText("ends_on"),
        row.longAt("contexts"));
  }
}
