package org.examhall.web.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How far back a chart reaches, in whole hours or days of the reader's zone; the last goes on. */
enum ChartSpan {
  /** The last 24 hours, by hour. */
  DAY("24h", "d MMM HH:mm") {
    @Override
    List<ZonedDateTime> starts(Instant now, ZoneId zone) {
      ZonedDateTime last = now.atZone(zone).truncatedTo(ChronoUnit.HOURS);
      return IntStream.range(0, HOURS).mapToObj(i -> last.minusHours(HOURS - 1L - i)).toList();
    }
  },
  /** The last 30 days, by day. */
  MONTH("30d", "d MMM") {
    @Override
    List<ZonedDateTime> starts(Instant now, ZoneId zone) {
      LocalDate last = LocalDate.ofInstant(now, zone);
      return IntStream.range(0, DAYS)
          .mapToObj(i -> last.minusDays(DAYS - 1L - i).atStartOfDay(zone))
          .toList();
    }
  };

  private static final int HOURS = 24;
  private static final int DAYS = 30;

  private final String word;
  private final String pattern;

  ChartSpan(String word, String pattern) {
    this.word = word;
    this.pattern = pattern;
  }

  /** When its hours or days begin, in order. */
  abstract List<ZonedDateTime> starts(Instant now, ZoneId zone);

  /** How it is called in an address and in message keys. */
  String word() {
    return word;
  }

  /** How one of its hours or days is called. */
  String label(ZonedDateTime start, Locale language) {
    return DateTimeFormatter.ofPattern(pattern, language).format(start);
  }

  /** The one with this word; a day for any other. */
  static ChartSpan named(String word) {
    return Stream.of(values()).filter(span -> span.word.equals(word)).findFirst().orElse(DAY);
  }
}
