package org.examhall.core.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GradeStateTest {
  static final Instant SOON = Instant.parse("2026-05-04T10:00:00Z");

  @ParameterizedTest
  @EnumSource(Undelivered.class)
  @Requirement("BO-16")
  void everyFailureIsSaidInWordsThatNameWhatTheLmsSaid(Undelivered reason) {
    State state = reason.isPassing() ? State.WAITING : State.REFUSED;

    GradeState words = GradeState.of(grade(state, Optional.of(reason)));

    assertTrue(text(words).length() > 20, text(words));
    assertFalse(text(words).contains("{"), text(words));
    assertEquals(reason.isPassing(), words.nextTryAt().isPresent());
    assertTrue(words.resendOffered());
  }

  @Test
  void aReasonThatANewerVersionWroteHasWordsToo() {
    GradeState words = GradeState.of(grade(State.REFUSED, Undelivered.ofCode("of_tomorrow")));

    assertTrue(text(words).contains("<b>No</b>"), text(words));
    assertTrue(words.resendOffered());
    assertEquals(Optional.of(Undelivered.GONE), Undelivered.ofCode("gone"));
  }

  static Stream<GradeState> plainStates() {
    return Stream.concat(
        Stream.of(GradeState.NO_GRADE),
        Stream.of(State.SENT, State.WAITING, State.SENDING, State.NO_ADDRESS)
            .map(state -> GradeState.of(grade(state, Optional.empty()))));
  }

  @ParameterizedTest
  @MethodSource("plainStates")
  void everyOtherStateHasWordsToo(GradeState words) {
    assertFalse(text(words).isBlank());
  }

  @Test
  void aNewScoreAfterARefusalIsOnItsWay() {
    GradeState words = GradeState.of(grade(State.WAITING, Optional.of(Undelivered.DECLINED)));

    assertEquals("grade.waiting", words.messageKey());
    assertEquals(Optional.empty(), words.nextTryAt());
  }

  @Test
  @Requirement("F08")
  void waitsDoubleFromAMinuteToADayAndAreNeverShorterThanAsked() {
    Backoff backoff = Backoff.usual(new Random(7));

    for (int failures = 1; failures < 100; failures++) {
      Duration wait = backoff.after(failures, Duration.ZERO);
      Duration asked = backoff.after(failures, Duration.ofHours(3));

      Duration doubled = Duration.ofMinutes(1L << Math.min(failures - 1, 12));
      Duration plain = doubled.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : doubled;
      assertTrue(wait.compareTo(plain) >= 0, failures + ": " + wait);
      assertTrue(wait.compareTo(plain.multipliedBy(5).dividedBy(4)) <= 0, failures + ": " + wait);
      assertTrue(wait.compareTo(Duration.ofDays(1)) <= 0, failures + ": " + wait);
      assertTrue(asked.compareTo(Duration.ofHours(3)) >= 0, failures + ": " + asked);
    }
  }

  private static String text(GradeState words) {
    return new Messages().text(Locale.ENGLISH, words.messageKey(), words.details().toArray());
  }

  private static OutboxGrade grade(State state, Optional<Undelivered> reason) {
    return new OutboxGrade(
        1,
        2,
        new BigDecimal("0.5"),
        state,
        true,
        state == State.WAITING ? Optional.of(SOON) : Optional.empty(),
        reason,
        "<b>No</b>",
        state == State.SENT ? Optional.of(SOON) : Optional.empty());
  }
}
