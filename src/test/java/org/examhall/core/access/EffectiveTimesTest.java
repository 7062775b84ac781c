package org.examhall.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.core.resource.GradeOf;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ShowScores;
import org.examhall.testkit.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time limits and extra time make of a student's times; minutes of one day are moments. */
class EffectiveTimesTest {
  private static final Instant MIDNIGHT = Instant.parse("2030-01-01T00:00:00Z");

  @ParameterizedTest(name = "{0}, {1}: limit {2}, deadlines {3} min later")
  @CsvSource({
    // nothing set: the exam's own, if it runs on
    "set - own - , -,                , 0",
    "set - own 45, -,                , 0",
    "set - own 45 runs on, -,    PT45M, 0",
    // set by the instructor: that, whatever the exam's own
    "set 60 own 45 runs on, -,   PT1H, 0",
    "set 60 own -, -,            PT1H, 0",
    // more minutes, and deadlines move along
    "set 60 own -, 15 MINUTES,   PT75M, 15",
    "set - own 40 runs on, 15 MINUTES, PT55M, 15",
    "set - own 40, 15 MINUTES,       , 15",
    "set - own -, 15 MINUTES,        , 15",
    // percent of the limit
    "set 60 own -, 25 PERCENT,   PT75M, 15",
    "set - own 40 runs on, 50 PERCENT, PT60M, 20",
    "set - own 40, 50 PERCENT,       , 20",
    "set - own -, 50 PERCENT,        , 0",
    // no limit
    "set 60 own 40 runs on, 0 UNLIMITED, , 0",
  })
  @Requirement("IN16")
  void extraTimeMovesTheTimeLimitAndTheDeadlinesTogether(
      String limits, String extra, @Nullable Duration limit, int moved) {
    String[] words = limits.split(" ");
    var own = own(number(words[3]), limits.endsWith("runs on"));

    var times = EffectiveTimes.of(setting(number(words[1]), null, 600, 500), own, allowance(extra));

    assertEquals(Optional.ofNullable(limit), times.working().limit());
    assertEquals(minute(600 + moved), times.until());
    assertEquals(minute(500 + moved), times.due());
  }

  @ParameterizedTest(name = "extra {0} min, deadline {1} min later: {2}")
  @CsvSource({"15, 10, 15", "15, 30, 30", ", 30, 30", "15, , 15"})
  @Requirement("IN16")
  void ofExtraTimeAndALaterDeadlineTheGreaterMovesTheDeadlines(
      @Nullable Integer extra, @Nullable Integer later, int moved) {
    var unit = extra == null ? null : ExtraTime.Unit.MINUTES;

    var times =
        EffectiveTimes.of(
            setting(null, null, 600, 500), OwnLimit.NONE, allowance(unit, extra, later));

    assertEquals(minute(600 + moved), times.until());
  }

  @ParameterizedTest(name = "closed from {0} to 720, {1} min later: open from {2} until {3}")
  @CsvSource({
    "720, , 720, 720",
    "600, 60, 720, 660",
    "600, 119, 720, 719",
    "600, 120, ,",
    "600, 200, ,"
  })
  @Requirement("IN16")
  void aBreakThatIsMovedOverItsEndIsNone(
      int until, @Nullable Integer later, @Nullable Integer from, @Nullable Integer movedUntil) {
    var times =
        EffectiveTimes.of(
            setting(null, 720, until, 500), OwnLimit.NONE, allowance(null, null, later));

    assertEquals(minute(from), times.from());
    assertEquals(minute(movedUntil), times.until());
  }

  @ParameterizedTest(name = "limit, due, until {0}, begun {1}, at {2}: {3} at {4}")
  @CsvSource({
    "60 - -,     100, 160, open, ",
    "60 - -,     100, 161, TIME_IS_UP, 160",
    "60 150 -,   100, 161, DUE_DATE_PASSED, 150",
    "60 - 130,   100, 161, CLOSED, 130",
    "60 150 130, 100, 161, CLOSED, 130",
    "60 170 180, 100, 190, TIME_IS_UP, 160",
    "60 - -,        , 900, open, ",
  })
  @Requirement({"IN10", "F20"})
  void theFirstBoundThatPassedIsWhenAndWhyItWasOver(
      String bounds, @Nullable Integer begun, int now, String expected, @Nullable Integer when) {
    String[] all = bounds.split(" ");
    var setting = setting(number(all[0]), null, number(all[2]), number(all[1]));
    var times = EffectiveTimes.of(setting, OwnLimit.NONE, Allowance.NONE);
    var attempt = new AttemptTimes(minute(begun), Optional.empty());

    Decision decision = times.countAt(attempt, minute(now).orElseThrow());

    assertEquals(expected, decision.refusal().map(Enum::name).orElse("open"));
    assertEquals(minute(when), decision.when());
  }

  @ParameterizedTest(name = "from, until, limit, due {0}, at {1}: {2}")
  @CsvSource({
    "800 - 60 -,   150, NOT_YET_OPEN",
    "800 - 60 -,   161, TIME_IS_UP",
    "800 - - 150,  151, DUE_DATE_PASSED",
    "800 120 60 -, 150, CLOSED_BETWEEN",
    "800 120 60 -, 161, TIME_IS_UP",
  })
  @Requirement({"IN10", "F20"})
  void aDoorThatOpensAgainKeepsNoAttemptAliveWhoseTimeIsOver(
      String bounds, int now, String expected) {
    String[] all = bounds.split(" ");
    var setting = setting(number(all[2]), number(all[0]), number(all[1]), number(all[3]));
    var times = EffectiveTimes.of(setting, OwnLimit.NONE, Allowance.NONE);

    Decision decision =
        times.countAt(new AttemptTimes(minute(100), Optional.empty()), minute(now).orElseThrow());

    assertEquals(expected, decision.refusal().orElseThrow().name());
  }

  /** A number, or {@code -} for none. */
  private static @Nullable Integer number(String word) {
    return word.equals("-") ? null : Integer.valueOf(word);
  }

  /** An amount and its unit, or {@code -} for nothing. */
  private static Allowance allowance(String extra) {
    String[] words = extra.split(" ");
    return extra.equals("-")
        ? Allowance.NONE
        : allowance(ExtraTime.Unit.valueOf(words[1]), Integer.valueOf(words[0]), null);
  }

  private static ResourceSetting setting(
      @Nullable Integer limit,
      @Nullable Integer from,
      @Nullable Integer until,
      @Nullable Integer due) {
    return new ResourceSetting(
        1,
        Optional.empty(),
        minute(from),
        minute(until),
        minute(due),
        Optional.ofNullable(limit),
        GradeOf.HIGHEST,
        ShowScores.COMPLETED,
        Optional.empty(),
        false);
  }

  private static OwnLimit own(@Nullable Integer minutes, boolean runsOn) {
    return new OwnLimit(Optional.ofNullable(minutes).map(Duration::ofMinutes), runsOn);
  }

  private static Allowance allowance(
      ExtraTime.@Nullable Unit unit, @Nullable Integer amount, @Nullable Integer deadline) {
    return new Allowance(
        unit == null || amount == null
            ? Optional.empty()
            : Optional.of(new ExtraTime(unit, amount)),
        Optional.ofNullable(deadline),
        Optional.empty());
  }

  private static Optional<Instant> minute(@Nullable Integer minute) {
    return Optional.ofNullable(minute).map(m -> MIDNIGHT.plusSeconds(60L * m));
  }
}
