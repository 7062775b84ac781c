package org.examhall.core.attempt.save;

import java.util.ArrayList;
import java.util.List;

/** What is missing in a list of ascending sequence numbers that starts at 1. */
final class Gaps {
  private Gaps() {}

  /** The last number before which nothing is missing; 0 when 1 is missing. */
  static int lastWithout(List<Integer> stored) {
    int last = 0;
    for (int seq : stored) {
      if (seq != last + 1) {
        break;
      }
      last = seq;
    }
    return last;
  }

  /** The first missing numbers of 1 to {@code upTo}, {@code limit} at most. */
  static List<Integer> missing(List<Integer> stored, int upTo, int limit) {
    List<Integer> missing = new ArrayList<>();
    int expected = 1;
    for (int seq : stored) {
      for (; expected < seq && expected <= upTo && missing.size() < limit; expected++) {
        missing.add(expected);
      }
      expected = seq + 1;
    }
    for (; expected <= upTo && missing.size() < limit; expected++) {
      missing.add(expected);
    }
    return missing;
  }
}
