package org.examhall.bridge.selection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a selection was answered with; the message is made of this alone, so that it is the same
 * however often it is made, and a platform takes it once.
 *
 * @param atSeconds when, in seconds since 1970
 * @param nonce of the message
 * @param exams none: the selection was cancelled
 */
record Answered(long atSeconds, String nonce, List<ChosenExam> exams) {
  /** A little less than the message is good for. */
  private static final Duration LIFETIME = Duration.ofMinutes(4);

  Instant at() {
    return Instant.ofEpochSecond(atSeconds);
  }

  boolean isOver(Instant now) {
    return now.isAfter(at().plus(LIFETIME));
  }
}
