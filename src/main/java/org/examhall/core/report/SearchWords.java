package org.examhall.core.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was typed into a search, as the database looks for it: every word as the beginning of a word
 * of a name, or all of it as the beginning of an id or an address.
 */
public record SearchWords(String typed) {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 100;

  /** Comes after whatever goes on from a text, compared byte by byte. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /** Whether there is enough to look for. */
  public boolean isEnough() {
    return typed.length() >= SHORTEST && typed.length() <= LONGEST;
  }

  /** For {@code to_tsquery}: nothing but letters and digits; empty finds nothing. */
  String query() {
    return words().stream().map(word -> word + ":*").collect(Collectors.joining(" & "));
  }

  /** Texts from here on, */
  String from() {
    return typed.toLowerCase(Locale.ROOT);
  }

  /** and up to there begin with what was typed. */
  String to() {
    return from() + LAST;
  }

  private List<String> words() {
    return Arrays.stream(typed.split("[^\\p{L}\\p{N}\\p{M}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
