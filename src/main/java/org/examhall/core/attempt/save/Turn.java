package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AccessRules;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.EndReason;

/** The answer to a window that asks for its turn. */
public sealed interface Turn {
  /** How an exam is to begin. */
  enum Entry {
    /** From nothing. */
    AB_INITIO,
    /** From what was saved. */
    RESUME
  }

  /** The attempt as it was when the turn was given, and the rules that bound it. */
  record Seen(Attempt attempt, AccessRules rules, Instant now) {
    Times times() {
      return Times.of(rules.times(), attempt.times(), now);
    }
  }

  /**
   * It is this window's turn.
   *
   * @param epoch the turn's number; 0 in review, which takes none. Another than the window's own
   *     after a restore: everything is to be said again under it
   * @param seq last batch of this epoch before which nothing is missing; 0: none
   * @param values current values by key; empty when the window has them already
   * @param begins whether the turn begins with this answer, so that other windows must be told
   * @param seen what the turn was decided on; tells the time, too
   * @param ended present when the attempt is over: what comes now is late
   */
  record Granted(
      int epoch,
      int seq,
      Entry entry,
      Optional<Map<String, String>> values,
      boolean begins,
      Optional<EndReason> ended,
      Seen seen)
      implements Turn {
    /** The server's time. */
    public Instant now() {
      return seen.now();
    }

    /** Until when answers count. */
    public Times times() {
      return seen.times();
    }
  }

  /** A newer window has its turn. */
  record Taken(int newestEpoch) implements Turn {}

  /** The attempt is over, so there are no more turns. */
  record Over(EndReason reason) implements Turn {}

  /** The epoch was never given out. */
  record Unknown() implements Turn {}
}
