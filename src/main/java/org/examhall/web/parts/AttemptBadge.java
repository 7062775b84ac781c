package org.examhall.web.parts;

import org.examhall.core.access.Decision;
import org.examhall.core.attempt.AttemptState;

/** How far an attempt is, in a word. */
public final class AttemptBadge {
  private AttemptBadge() {}

  /**
   * Of an attempt in this state.
   *
   * @param mayContinue what the access rules say; an attempt that nobody ended but that may no
   *     longer be worked on is over all the same
   */
  public static Badge of(AttemptState state, Decision mayContinue) {
    if (state == AttemptState.ENDED) {
      return new Badge("good", "page.attempt_ended");
    }
    if (!mayContinue.allowed() && !mayContinue.waits()) {
      return new Badge("warn", "page.attempt_time_over");
    }
    if (state == AttemptState.NEW) {
      return new Badge("plain", "page.attempt_new");
    }
    return mayContinue.waits()
        ? new Badge("plain", "page.attempt_waits")
        : new Badge("going", "page.attempt_running");
  }
}
