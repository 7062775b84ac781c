package org.examhall.core.attempt.save;

/** An element that was not stored, and why. */
public record Refusal(String key, Why why) {
  /** Reasons, as the player is told them in lower case. */
  public enum Why {
    /** Not a key that a player may set, or malformed. */
    KEY,
    /** No text, or one with U+0000 or half a surrogate pair. */
    VALUE,
    /** A splice that does not fit the current value. */
    BASE,
    /** Longer than the limit. */
    SIZE,
    /** Review changes nothing. */
    REVIEW
  }
}
