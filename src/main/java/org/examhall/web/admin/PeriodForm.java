package org.examhall.web.admin;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.examhall.core.context.ContextReason;
import org.examhall.core.context.TimePeriod;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.Request;

/**
 * A period of time as its form holds it: as typed.
 *
 * @param id 0 for a new one
 */
public record PeriodForm(long id, String name, String startsOn, String endsOn) {
  /** The form of a new one. */
  static final PeriodForm NEW = new PeriodForm(0, "", "", "");

  private static final int MAX_CHARS = 100;

  static PeriodForm of(TimePeriod period) {
    return new PeriodForm(
        period.id(), period.name(), period.startsOn().toString(), period.endsOn().toString());
  }

  static PeriodForm of(Request request, long id) {
    return new PeriodForm(
        id,
        request.parameter("name").orElse(""),
        request.parameter("from").orElse(""),
        request.parameter("to").orElse(""));
  }

  /** What was typed; refused when a day is none. */
  TimePeriod read() {
    try {
      return new TimePeriod(id, name, day(startsOn), day(endsOn));
    } catch (DateTimeParseException e) {
      throw new Refused(ContextReason.PERIOD_UNUSABLE, MAX_CHARS);
    }
  }

  /** PostgreSQL has fewer years than Java. */
  private static LocalDate day(String typed) {
    return LocalDate.parse(typed.length() == "2026-09-01".length() ? typed : "");
  }
}
