package org.examhall.web.parts;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.Undelivered;

/**
 * Where a grade is: in a word, and in a sentence that says what to do about it.
 *
 * @param needsSentence whether the word alone leaves something to be said
 * @param sentAt when the LMS took it
 * @param nextTryAt when it is tried again
 */
public record GradeBadge(
    Badge badge,
    Words sentence,
    boolean needsSentence,
    Optional<Instant> sentAt,
    Optional<Instant> nextTryAt,
    boolean resendOffered) {
  private static final String NOT_ASKED_FOR = "page.grade_no_address";

  /** Of a student's grade; empty: there is none yet. */
  public static GradeBadge of(Optional<OutboxGrade> grade) {
    GradeState state = grade.map(GradeState::of).orElse(GradeState.NO_GRADE);
    return new GradeBadge(
        grade.map(GradeBadge::badge).orElse(new Badge("plain", "page.grade_none")),
        new Words(state.messageKey(), state.details()),
        grade.filter(GradeBadge::needsSentence).isPresent(),
        state.sentAt(),
        state.nextTryAt(),
        state.resendOffered());
  }

  /** False when the LMS has named no place for it. */
  public boolean isAskedFor() {
    return !badge.key().equals(NOT_ASKED_FOR);
  }

  /** Key of a sentence for the student, who can do nothing about it. */
  public String studentKey() {
    return badge.key().replace("page.", "student.");
  }

  private static Badge badge(OutboxGrade grade) {
    return switch (grade.state()) {
      case SENT -> new Badge("good", "page.grade_sent");
      case WAITING, SENDING ->
          isDelayed(grade)
              ? new Badge("warn", "page.grade_delayed")
              : new Badge("going", "page.grade_waiting");
      case REFUSED -> new Badge("bad", "page.grade_refused");
      case NO_ADDRESS -> new Badge("plain", NOT_ASKED_FOR);
    };
  }

  private static boolean needsSentence(OutboxGrade grade) {
    return switch (grade.state()) {
      case SENT -> false;
      case WAITING, SENDING -> isDelayed(grade);
      case REFUSED, NO_ADDRESS -> true;
    };
  }

  private static boolean isDelayed(OutboxGrade grade) {
    return grade.reason().filter(Undelivered::isPassing).isPresent() || !grade.connected();
  }
}
