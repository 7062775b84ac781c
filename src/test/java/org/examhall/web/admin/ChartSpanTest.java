package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

class ChartSpanTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void daysBeginAtMidnightOfTheReader() {
    var starts = ChartSpan.MONTH.starts(Instant.parse("2026-03-15T23:30:00Z"), BERLIN);

    assertEquals(30, starts.size());
    assertEquals(Instant.parse("2026-03-15T23:00:00Z"), starts.get(29).toInstant());
    assertEquals("16 Mar", ChartSpan.MONTH.label(starts.get(29), Locale.ENGLISH));
  }

  @Test
  void hoursBeginWithThoseOfTheReader() {
    var starts =
        ChartSpan.DAY.starts(Instant.parse("2026-03-15T12:10:00Z"), ZoneId.of("Asia/Kathmandu"));

    assertEquals(Instant.parse("2026-03-15T11:15:00Z"), starts.get(23).toInstant());
    assertEquals(Instant.parse("2026-03-14T12:15:00Z"), starts.get(0).toInstant());
    assertEquals("15 Mar 17:00", ChartSpan.DAY.label(starts.get(23), Locale.ENGLISH));
  }

  @Test
  @Requirement("F12")
  void aDayOfTheChangeOfTheClocksHasItsOwnLengthAndEachHourComesOnce() {
    Instant morning = Instant.parse("2026-10-25T06:30:00Z");
    var days = ChartSpan.MONTH.starts(morning, BERLIN);
    var hours = ChartSpan.DAY.starts(morning, BERLIN);

    List<Duration> lengths =
        IntStream.range(1, 24)
            .mapToObj(i -> Duration.between(hours.get(i - 1), hours.get(i)))
            .distinct()
            .toList();

    assertEquals(Instant.parse("2026-10-24T22:00:00Z"), days.get(29).toInstant());
    assertEquals(List.of(Duration.ofHours(1)), lengths);
  }
}
