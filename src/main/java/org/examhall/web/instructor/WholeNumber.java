package org.examhall.web.instructor;

import java.util.Optional;

/** A number of something, as people type it. */
final class WholeNumber {
  private WholeNumber() {}

  /** From one to {@code most}; empty when it is anything else. */
  static Optional<Integer> read(String typed, int most) {
    return Optional.of(typed)
        .filter(digits -> digits.matches("\\d{1,7}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= most);
  }
}
