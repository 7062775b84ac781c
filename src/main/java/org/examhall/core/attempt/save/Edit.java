package org.examhall.core.attempt.save;

/**
 * One stretch of a value that is replaced. Positions are UTF-16 code units of the value as it was.
 *
 * @param from where it begins
 * @param drop how much goes
 * @param add what comes in its place
 */
public record Edit(int from, int drop, String add) {
  /** Whether it lies in the value, behind {@code start}, and cuts no surrogate pair. */
  boolean fits(String value, int start) {
    return from >= start
        && drop >= 0
        && (long) from + drop <= value.length()
        && !splitsPair(value, from)
        && !splitsPair(value, from + drop);
  }

  private static boolean splitsPair(String value, int at) {
    return at > 0
        && at < value.length()
        && Character.isSurrogatePair(value.charAt(at - 1), value.charAt(at));
  }
}
