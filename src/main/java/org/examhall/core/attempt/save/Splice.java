package org.examhall.core.attempt.save;

import java.util.Optional;

/**
 * A change of one stretch of a long value. Positions and lengths are UTF-16 code units. Source:
 * docs/reference/protocol.md 6.
 *
 * @param base {@link ValueHash} of the value it applies to
 * @param from where the change begins
 * @param drop how much of the base goes
 * @param add what comes in its place
 * @param length of the result
 * @param hash of the result
 */
public record Splice(String base, int from, int drop, String add, int length, String hash)
    implements Content {
  @Override
  public int chars() {
    return add.length();
  }

  /** The result on {@code value}, or empty when the splice was not made for it. */
  Optional<String> applyTo(String value) {
    if (!fits(value) || !base.equals(ValueHash.of(value))) {
      return Optional.empty();
    }
    String result =
        new StringBuilder(length)
            .append(value, 0, from)
            .append(add)
            .append(value, from + drop, value.length())
            .toString();
    return Optional.of(result).filter(text -> hash.equals(ValueHash.of(text)));
  }

  private boolean fits(String value) {
    return from >= 0
        && drop >= 0
        && (long) from + drop <= value.length()
        && (long) value.length() - drop + add.length() == length
        && !splitsPair(value, from)
        && !splitsPair(value, from + drop);
  }

  private static boolean splitsPair(String value, int at) {
    return at > 0
        && at < value.length()
        && Character.isSurrogatePair(value.charAt(at - 1), value.charAt(at));
  }
}
