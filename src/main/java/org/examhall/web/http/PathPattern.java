package org.examhall.web.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A route's pattern, to match paths against, segment by segment. Threads: any; immutable. */
final class PathPattern {
  private final String[] wanted;

  PathPattern(String pattern) {
    this.wanted = segments(pattern);
  }

  /** What {@link #match} takes. */
  static String[] segments(String path) {
    return path.split("/", -1);
  }

  /** The path's parameters if it fits, else empty. Values are as on the wire. */
  Optional<Map<String, String>> match(String[] given) {
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
    String rest = String.join("/", Arrays.copyOfRange(given, from, given.length));
    found.put(wanted.substring(1, wanted.length() - "...}".length()), rest);
    return Optional.of(found);
  }
}
