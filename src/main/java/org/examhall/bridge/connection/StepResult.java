package org.examhall.bridge.connection;

import java.util.List;

/**
 * What came of one step of a test.
 *
 * @param key of the sentence that says what happened and what to do
 * @param details fill it: names, numbers, or the platform's own words
 */
public record StepResult(Step step, Verdict verdict, String key, List<Object> details) {
  StepResult(Step step, Verdict verdict, String key, String detail) {
    this(step, verdict, key, List.of(detail));
  }

  /** The steps, in order. */
  public enum Step {
    /** The platform's public keys. */
    KEYS,
    /** An access token. */
    TOKEN,
    /** The platform's clock beside ours. */
    CLOCK,
    /** The gradebook of a course. */
    LINE_ITEMS,
    /** The members of a course. */
    ROSTER
  }

  /** How it ended. */
  public enum Verdict {
    /** It works. */
    GOOD,
    /** It does not. */
    BAD,
    /** It could not be tried. */
    UNTRIED
  }
}
