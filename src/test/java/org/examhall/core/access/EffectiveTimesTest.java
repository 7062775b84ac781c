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

  @ParameterizedTest(name = "set {0}, own {1} runs on {2}, extra {3} {4}: limit {5}, moved {6}")
  @CsvSource({
    // nothing set: the exam's own, if it runs on
    "  ,   , false,        ,   ,      , 0",
    "  , 45, false,        ,   ,      , 0",
    "  , 45, true ,        ,   , PT45M, 0",
    // set by the instructor: that, whatever the exam's own
    "60, 45, true ,        ,   , PT1H,  0",
    "60,   , false,        ,   , PT1H,  0",
    // more minutes, and deadlines move along
    "60,   , false, MINUTES, 15, PT75M, 15",
    "  , 40, true , MINUTES, 15, PT55M, 15",
    "  , 40, false, MINUTES, 15,      , 15",
    "  ,   , false, MINUTES, 15,      , 15",
    // percent of the limit
    "60,   , false, PERCENT, 25, PT75M, 15",
    "  , 40, true , PERCENT, 50, PT60M, 20",
    "  , 40, false, PERCENT, 50,      , 20",
    "  ,   , false, PERCENT, 50,      , 0",
    // no limit
    "60, 40, true , UNLIMITED, 0,    , 0",
  })
  @Requirement("IN16")
  void extraTimeMovesTheTimeLimitAndTheDeadlinesTogether(
      @Nullable Integer set,
      @Nullable Integer own,
      boolean runsOn,
      ExtraTime.@Nullable Unit unit,
      @Nullable Integer amount,
      @Nullable Duration limit,
      int moved) {
    var times =
        EffectiveTimes.of(
            setting(set, null, 600, 500), own(own, runsOn), allowance(unit, amount, null));

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

  @ParameterizedTest(name = "limit {0}, due {1}, until {2}, begun {3}, at {4}: {5} at {6}")
  @CsvSource({
    "60, ,    ,    100, 160, open, ",
    "60, ,    ,    100, 161, TIME_IS_UP, 160",
    "60, 150, ,    100, 161, DUE_DATE_PASSED, 150",
    "60, ,    130, 100, 161, CLOSED, 130",
    "60, 150, 130, 100, 161, CLOSED, 130",
    "60, 170, 180, 100, 190, TIME_IS_UP, 160",
    "60, ,    ,    ,    900, open, ",
  })
  @Requirement({"IN10", "F20"})
  void theFirstBoundThatPassedIsWhenAndWhyItWasOver(
      int limit,
      @Nullable Integer due,
      @Nullable Integer until,
      @Nullable Integer begun,
      int now,
      String expected,
      @Nullable Integer when) {
    var times = EffectiveTimes.of(setting(limit, null, until, due), OwnLimit.NONE, Allowance.NONE);
    var attempt = new AttemptTimes(minute(begun), Optional.empty());

    Decision decision = times.countAt(attempt, minute(now).orElseThrow());

    assertEquals(expected, decision.refusal().map(Enum::name).orElse("open"));
    assertEquals(minute(when), decision.when());
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
        Optional.empty());
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
