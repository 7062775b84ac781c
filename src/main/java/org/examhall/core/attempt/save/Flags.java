package org.examhall.core.attempt.save;

import java.util.List;
import java.util.function.Predicate;

/** A column of flags, as statements over many rows take it. */
final class Flags {
  private Flags() {}

  /** What the test says of each, in order. */
  static <T> boolean[] of(List<T> rows, Predicate<T> test) {
    boolean[] flags = new boolean[rows.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = test.test(rows.get(i));
    }
    return flags;
  }
}
