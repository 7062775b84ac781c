package org.examhall.core.attempt.save;

import java.util.List;
import java.util.Optional;

/**
 * A change of some stretches of a long value. Positions and lengths are UTF-16 code units. Source:
 * docs/reference/protocol.md 6.
 *
 * @param base {@link ValueHash} of the value it applies to
 * @param edits at least one, in the order of the value, apart from one another
 * @param length of the result
 * @param hash of the result
 */
public record Splice(String base, List<Edit> edits, int length, String hash) implements Content {
  /** A splice of one stretch. */
  public static Splice of(String base, Edit edit, int length, String hash) {
    return new Splice(base, List.of(edit), length, hash);
  }

  @Override
  public int chars() {
    return edits.stream().mapToInt(edit -> edit.add().length()).sum();
  }

  /** The result, or empty when the splice was not made for {@code value}. */
  Optional<String> applyTo(String value) {
    if (!fits(value) || !base.equals(ValueHash.of(value))) {
      return Optional.empty();
    }
    StringBuilder result = new StringBuilder(length);
    int copied = 0;
    for (Edit edit : edits) {
      result.append(value, copied, edit.from()).append(edit.add());
      copied = edit.from() + edit.drop();
    }
    String text = result.append(value, copied, value.length()).toString();
    return Optional.of(text).filter(t -> hash.equals(ValueHash.of(t)));
  }

  private boolean fits(String value) {
    long result = value.length();
    int end = 0;
    for (Edit edit : edits) {
      if (!edit.fits(value, end)) {
        return false;
      }
      end = edit.from() + edit.drop();
      result += edit.add().length() - edit.drop();
    }
    return result == length;
  }
}
