package org.examhall.player;

/**
 * How much a window may say at once.
 *
 * @param elementChars longest value, in UTF-16 code units
 */
public record Limits(int elementChars) {
  /** Batches that may be under way. */
  static final int WINDOW = 16;

  /** Messages in one HTTP body. */
  static final int MESSAGES = 32;

  private static final int ENVELOPE_BYTES = 72_864;

  /** Longest message or body, in bytes: one value of the greatest length, escapes and all else. */
  int batchBytes() {
    return elementChars + elementChars / 2 + ENVELOPE_BYTES;
  }
}
