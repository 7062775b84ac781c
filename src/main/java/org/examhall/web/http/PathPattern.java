package org.examhall.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Matches a path against a route's pattern, segment by segment. */
final class PathPattern {
  private PathPattern() {}

  static Optional<Map<String, String>> match(String pattern, String path) {
    String[] wanted = pattern.split("/", -1);
    String[] given = path.split("/", -1);
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].endsWith("...}")) {
        return rest(wanted[i], given, i, found);
      }
      if (i >= given.length || !segment(wanted[i], given[i], found)) {
        return Optional.empty();
      }
    }
    return wanted.length == given.length ? Optional.of(found) : Optional.empty();
  }

  private static boolean segment(String wanted, String given, Map<String, String> found) {
    if (!wanted.startsWith("{")) {
      return wanted.equals(given);
    }
    found.put(wanted.substring(1, wanted.length() - 1), given);
    return !given.isEmpty();
  }

  private static Optional<Map<String, String>> rest(
      String wanted, String[] given, int from, Map<String, String> found) {
    if (from >= given.length) {
      return Optional.empty();
    }
    String rest = String.join("/", java.util.Arrays.copyOfRange(given, from, given.length));
    found.put(wanted.substring(1, wanted.length() - "...}".length()), rest);
    return Optional.of(found);
  }
}
