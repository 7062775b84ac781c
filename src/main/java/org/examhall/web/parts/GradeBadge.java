package org.examhall.web.parts;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.Undelivered;

/**
 * Where a grade is: in a word, and in a sentence that says what to do about it.
 *
 * @param sentAt when the LMS took it
 * @param nextTryAt when it is tried again
 */
public record GradeBadge(
    Badge badge,
    Words sentence,
    Optional<Instant> sentAt,
    Optional<Instant> nextTryAt,
    boolean resendOffered) {
  private static final String UNASKED = "page.grade_no_address";

  /** Of a student's grade; empty: there is none yet. */
  public static GradeBadge of(Optional<OutboxGrade> grade) {
    GradeState state = grade.map(GradeState::of).orElse(GradeState.NO_GRADE);
    return new GradeBadge(
        grade.map(GradeBadge::badge).orElse(new Badge("plain", "page.grade_none")),
        new Words(state.messageKey(), state.details()),
        state.sentAt(),
        state.nextTryAt(),
        state.resendOffered());
  }

  /** Whether the word alone leaves something to be said. */
  public boolean needsSentence() {
    return badge.tone().equals("bad") || badge.tone().equals("warn") || badge.key().equals(UNASKED);
  }

  /** Key of a sentence for the student, who can do nothing about it. */
  public String studentKey() {
    return badge.key().replace("page.", "student.");
  }

  private static Badge badge(OutboxGrade grade) {
    return switch (grade.state()) {
      case SENT -> new Badge("good", "page.grade_sent");
      case WAITING, SENDING ->
          grade.reason().filter(Undelivered::isPassing).isPresent() || !grade.consumerEnabled()
              ? new Badge("warn", "page.grade_delayed")
              : new Badge("going", "page.grade_waiting");
      case REFUSED -> new Badge("bad", "page.grade_refused");
      case NO_ADDRESS -> new Badge("plain", UNASKED);
    };
  }
}
