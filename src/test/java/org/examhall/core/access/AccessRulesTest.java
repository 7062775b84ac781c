package org.examhall.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.resource.GradeOf;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ShowScores;
import org.examhall.kernel.fault.Refused;
import org.examhall.testkit.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours of one day stand for moments: 10 is ten o'clock, empty is not set. */
class AccessRulesTest {
  @ParameterizedTest(name = "from {0} until {1}, at {2}: {3}")
  @CsvSource({
    // neither bound: always
    ",   ,   12, open",
    // only from: now >= F
    "10, ,    9, NOT_YET_OPEN",
    "10, ,   10, open",
    "10, ,   11, open",
    // only until: now <= U
    ",   10,  9, open",
    ",   10, 10, open",
    ",   10, 11, CLOSED",
    // F < U: F <= now <= U
    "10, 12,  9, NOT_YET_OPEN",
    "10, 12, 10, open",
    "10, 12, 12, open",
    "10, 12, 13, CLOSED",
    // F >= U: now <= U or now >= F
    "12, 10,  9, open",
    "12, 10, 10, open",
    "12, 10, 11, CLOSED_BETWEEN",
    "12, 10, 12, open",
    "12, 10, 13, open",
    "12, 12, 12, open",
  })
  @Requirement("IN10")
  void anExamIsOpenAsTheTableOfItsBoundsSays(
      @Nullable Integer from, @Nullable Integer until, int now, String expected) {
    var times = new EffectiveTimes(hour(from), hour(until), Optional.empty());

    Decision decision = times.openAt(at(now));

    assertEquals(expected, words(decision));
  }

  @ParameterizedTest(name = "due {0}, until {1}, attempt {2}, at {3}: {4}")
  @CsvSource({
    // going on, before due
    "12, ,   9..,   11, open",
    "12, ,   9..,   12, open",
    // going on, due passed
    "12, ,   9..,   13, DUE_DATE_PASSED",
    // begun after the due date: it no longer binds
    "12, ,   13..,  14, open",
    // ended stays ended
    ",   ,   9..10, 11, ATTEMPT_ENDED",
    "12, ,   9..10, 13, ATTEMPT_ENDED",
    // closed, whatever else
    ",   12, 9..,   13, CLOSED",
    "14, 12, 9..,   13, CLOSED",
    // opened but never begun: while it is open
    ",   12, ..,    11, open",
    ",   12, ..,    13, CLOSED",
    "12, ,   ..,    13, open",
  })
  @Requirement({"IN10", "ST2"})
  void anAttemptMayBeContinuedAsTheTableOfStatesSays(
      @Nullable Integer due, @Nullable Integer until, String attempt, int now, String expected) {
    var rules = rules(ShowScores.COMPLETED, until, due, null);

    Decision decision = rules.mayContinue(attempt(attempt), at(now));

    assertEquals(expected, words(decision));
  }

  @ParameterizedTest(name = "show {0}, review from {1}, attempt {2}, at {3}: score, review {4}")
  @CsvSource({
    "ALWAYS,    ,   9..,   11, open NOT_ENDED",
    "ALWAYS,    ,   9..10, 11, open open",
    "COMPLETED, ,   9..,   11, NOT_ENDED NOT_ENDED",
    "COMPLETED, ,   9..10, 11, open open",
    "REVIEW,    ,   9..,   11, NOT_ENDED NOT_ENDED",
    "REVIEW,    ,   9..10, 11, open open",
    "REVIEW,    12, 9..10, 11, REVIEW_NOT_YET REVIEW_NOT_YET",
    "REVIEW,    12, 9..10, 12, open open",
    "NEVER,     ,   9..,   11, NOT_ENDED NOT_ENDED",
    "NEVER,     ,   9..10, 11, NO_REVIEW NO_REVIEW",
  })
  @Requirement({"IN11", "ST5"})
  void scoresAndReviewAreShownAsTheTableSays(
      ShowScores show, @Nullable Integer reviewFrom, String times, int now, String expected) {
    var rules = rules(show, null, null, reviewFrom);
    var attempt = attempt(times);

    Decision score = rules.maySeeScore(attempt, at(now));
    Decision review = rules.mayReview(attempt, at(now));

    assertEquals(expected, words(score) + " " + words(review));
  }

  @Test
  @Requirement("ST5")
  void anAttemptThatTheClockEndedMayBeReviewed() {
    var rules = rules(ShowScores.COMPLETED, 12, null, null);

    Decision decision = rules.mayReview(attempt("9.."), at(13));

    assertTrue(decision.allowed());
  }

  @ParameterizedTest(name = "from {0} until {1}, at {2}")
  @CsvSource({"14, 12, 13", "14, , 13"})
  @Requirement("ST5")
  void anAttemptThatWaitsForTheNextOpeningIsNotReviewed(
      int from, @Nullable Integer until, int now) {
    var times = new EffectiveTimes(hour(from), hour(until), Optional.empty());
    var rules = new AccessRules(setting(null, ShowScores.COMPLETED, null), times);

    assertEquals("NOT_ENDED", words(rules.mayReview(attempt("9.."), at(now))));
    assertEquals("NOT_ENDED", words(rules.maySeeScore(attempt("9.."), at(now))));
    assertEquals("open", words(rules.mayReview(attempt("9..10"), at(now))));
  }

  @Test
  @Requirement("ST5")
  void anAttemptInWhichNothingWasSavedHasNothingToReview() {
    var rules = rules(ShowScores.COMPLETED, 12, null, null);

    Decision decision = rules.mayReview(attempt(".."), at(13));

    assertEquals("NEVER_BEGUN", words(decision));
  }

  @ParameterizedTest(name = "at most {0}, used {1}, going on {2}, until {3}: {4}")
  @CsvSource({
    ", 99, false,   , open",
    "2, 1, false,   , open",
    "2, 2, false,   , NO_ATTEMPTS_LEFT",
    "2, 3, false,   , NO_ATTEMPTS_LEFT",
    "2, 1, true,    , ATTEMPT_GOING_ON",
    "2, 1, false, 11, CLOSED",
    "2, 2, false, 11, NO_ATTEMPTS_LEFT",
  })
  @Requirement({"IN12", "ST3"})
  void aNewAttemptMayBeginWhileOneIsLeftAndNoneGoesOn(
      @Nullable Integer max, int used, boolean goingOn, @Nullable Integer until, String expected) {
    var times = new EffectiveTimes(Optional.empty(), hour(until), Optional.empty());
    var rules = new AccessRules(setting(max, ShowScores.COMPLETED, null), times);

    Decision decision = rules.mayStart(used, goingOn, at(12));

    assertEquals(expected, words(decision));
  }

  @Test
  void aNoCarriesItsReasonAndItsMoment() {
    Decision decision = Decision.no(AccessReason.NOT_YET_OPEN, at(10));

    Refused refused = assertThrows(Refused.class, decision::orRefuse);

    assertEquals(AccessReason.NOT_YET_OPEN, refused.reason());
    assertEquals(List.of(at(10)), refused.details());
  }

  private static AccessRules rules(
      ShowScores show,
      @Nullable Integer until,
      @Nullable Integer due,
      @Nullable Integer reviewFrom) {
    var times = new EffectiveTimes(Optional.empty(), hour(until), hour(due));
    return new AccessRules(setting(null, show, reviewFrom), times);
  }

  private static ResourceSetting setting(
      @Nullable Integer max, ShowScores show, @Nullable Integer reviewFrom) {
    return new ResourceSetting(
        1,
        Optional.ofNullable(max),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        GradeOf.HIGHEST,
        show,
        hour(reviewFrom),
        false);
  }

  /** {@code begun..ended}, each an hour or nothing. */
  private static AttemptTimes attempt(String begunAndEnded) {
    String[] hours = begunAndEnded.split("\\.\\.", -1);
    return new AttemptTimes(hour(number(hours[0])), hour(number(hours[1])));
  }

  private static @Nullable Integer number(String digits) {
    return digits.isEmpty() ? null : Integer.valueOf(digits);
  }

  private static String words(Decision decision) {
    return decision.refusal().map(Enum::name).orElse("open");
  }

  private static Optional<Instant> hour(@Nullable Integer hour) {
    return Optional.ofNullable(hour).map(AccessRulesTest::at);
  }

  private static Instant at(int hour) {
    return Instant.parse("2030-01-01T00:00:00Z").plusSeconds(hour * 3600L);
  }
}
