package org.examhall.demo.lms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the platform offers to tools besides launches. */
public enum Service {
  TOKEN,
  LINE_ITEMS,
  SCORES,
  RESULTS,
  MEMBERS,
  GROUPS;

  /** Its name in the control API, such as {@code line-items}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The service of that name. */
  public static Optional<Service> find(String label) {
    return Arrays.stream(values()).filter(known -> known.label().equals(label)).findFirst();
  }
}
