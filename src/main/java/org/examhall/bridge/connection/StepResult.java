package org.examhall.bridge.connection;

/**
 * What came of one step of a test.
 *
 * @param words key of the sentence that says what happened and what to do
 * @param detail fills it: names, numbers, or the platform's own words; may be empty
 */
public record StepResult(Step step, Verdict verdict, String words, String detail) {
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
