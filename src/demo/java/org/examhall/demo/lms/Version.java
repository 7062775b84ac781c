package org.examhall.demo.lms;

import java.util.Arrays;
import java.util.Optional;

/** By which version of LTI an activity is opened. */
public enum Version {
  LTI_11("1.1"),
  LTI_13("1.3");

  private final String label;

  Version(String label) {
    this.label = label;
  }

  /** Its name for people and in the control API. */
  public String label() {
    return label;
  }

  /** The version of that name. */
  public static Optional<Version> find(String label) {
    return Arrays.stream(values()).filter(known -> known.label().equals(label)).findFirst();
  }
}
