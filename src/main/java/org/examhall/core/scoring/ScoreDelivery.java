package org.examhall.core.scoring;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one try to send a grade.
 *
 * @param failure empty when the LMS took it
 * @param httpStatus empty when no answer came
 * @param detail what the LMS said, in its words, or a word of ours; never a mark
 * @param waitAsked how long the LMS asked to be left alone
 */
public record ScoreDelivery(
    Optional<Undelivered> failure,
    Optional<Integer> httpStatus,
    String detail,
    Optional<Duration> waitAsked) {
  /** A try that got no answer. */
  public static ScoreDelivery unanswered(Undelivered failure, String detail) {
    return new ScoreDelivery(Optional.of(failure), Optional.empty(), detail, Optional.empty());
  }

  /** For the database and the log. */
  public String outcome() {
    return failure.map(Undelivered::code).orElse("sent");
  }
}
