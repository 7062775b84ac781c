package org.examhall.web.admin;

import java.time.Duration;
import java.util.List;
import org.examhall.web.parts.Words;

/** By how much two clocks differ, in words. */
final class ClockDifference {
  private static final long NEGLIGIBLE_SECONDS = 2;

  private ClockDifference() {}

  /** Of a clock that is so many seconds ahead of ours, or behind if there is a minus. */
  static Words of(long aheadSeconds) {
    Duration difference = Duration.ofSeconds(aheadSeconds).abs();
    if (difference.toSeconds() <= NEGLIGIBLE_SECONDS) {
      return new Words("refusal.clock_same", List.of());
    }
    String key = aheadSeconds > 0 ? "refusal.clock_ahead" : "refusal.clock_behind";
    return new Words(key, List.of(text(difference)));
  }

  /** The two largest units that there are, with their symbols. */
  private static String text(Duration difference) {
    if (difference.toDays() > 0) {
      return difference.toDays() + " d " + difference.toHoursPart() + " h";
    }
    if (difference.toHours() > 0) {
      return difference.toHours() + " h " + difference.toMinutesPart() + " min";
    }
    return difference.toMinutes() > 0
        ? difference.toMinutes() + " min " + difference.toSecondsPart() + " s"
        : difference.toSeconds() + " s";
  }
}
