package org.examhall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How binding each requirement of LTI is, and what of it is left out: {@code lti-levels.txt}.
 *
 * <p>A line of the list is id, level and, where something is left out, what and why.
 */
final class LtiLevels {
  private static final Path LIST = Path.of("src", "test", "resources", "lti-levels.txt");

  private LtiLevels() {}

  /** How binding it is. */
  enum Level {
    /** The standard says must, or it would be unsafe otherwise. */
    M,
    /** The standard, or an LMS, says should. */
    S,
    /** A tolerance that LMSs force on every tool. */
    T
  }

  /** What of a requirement is there. */
  enum State {
    SHOWN,
    IN_PART,
    NOT_DONE,
    NOT_SHOWN_YET
  }

  /**
   * One line of the list.
   *
   * @param left what is left out and why, or empty
   */
  record Entry(Level level, String left) {
    /** What the tests that carry its id make of it; nobody is excused from a must. */
    State state(Set<String> tests) {
      if (!tests.isEmpty()) {
        return left.isEmpty() ? State.SHOWN : State.IN_PART;
      }
      return left.isEmpty() || level == Level.M ? State.NOT_SHOWN_YET : State.NOT_DONE;
    }
  }

  /** The list by id. */
  static Map<String, Entry> byId() throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String line : Files.readAllLines(LIST)) {
      String[] cells = line.split("\t", 3);
      entries.put(cells[0], new Entry(Level.valueOf(cells[1]), cells.length > 2 ? cells[2] : ""));
    }
    return entries;
  }
}
