package org.examhall.core.scoring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.scoring.OutboxGrade.State;

/**
 * How far a grade got, in words for the instructor and the student.
 *
 * <p>The message says what is so and, where the LMS said no, what to do about it; its placeholder
 * {@code {0}} is what the LMS said, in its own words (text, never markup; may be empty). Moments
 * are apart from it so that pages show them in the reader's zone.
 *
 * @param messageKey in {@code messages/}
 * @param details fill the message's placeholders
 * @param sentAt when the LMS accepted the grade; empty unless it has the current one
 * @param nextTryAt when it is tried again after a failure; empty otherwise
 * @param resendOffered whether sending it again makes sense
 */
public record GradeState(
    String messageKey,
    List<Object> details,
    Optional<Instant> sentAt,
    Optional<Instant> nextTryAt,
    boolean resendOffered) {
  /** Of somebody whose exam has reported no score yet. */
  public static final GradeState NO_GRADE = plain("grade.none", false);

  /** Of this grade. */
  public static GradeState of(OutboxGrade grade) {
    return switch (grade.state()) {
      case SENT -> new GradeState("grade.sent", List.of(), grade.sentAt(), Optional.empty(), true);
      case NO_ADDRESS -> plain("grade.no_address", false);
      case WAITING, SENDING -> grade.connected() ? waiting(grade) : plain("grade.held", false);
      case REFUSED -> failed("grade.refused.", grade, Optional.empty());
    };
  }

  private static GradeState waiting(OutboxGrade grade) {
    boolean failedBefore = grade.reason().filter(Undelivered::isPassing).isPresent();
    return failedBefore && grade.state() == State.WAITING
        ? failed("grade.waiting.", grade, grade.nextTryAt())
        : plain("grade.waiting", false);
  }

  private static GradeState failed(String prefix, OutboxGrade grade, Optional<Instant> nextTryAt) {
    String code = grade.reason().map(Undelivered::code).orElse("unknown");
    return new GradeState(
        prefix + code, List.of(grade.reasonDetail()), Optional.empty(), nextTryAt, true);
  }

  private static GradeState plain(String key, boolean resendOffered) {
    return new GradeState(key, List.of(), Optional.empty(), Optional.empty(), resendOffered);
  }
}
