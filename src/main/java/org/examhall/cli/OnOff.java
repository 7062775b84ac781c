package org.examhall.cli;

import org.jspecify.annotations.Nullable;

/** A switch as it is typed, in any case. No Boolean: picocli takes that for an option alone. */
enum OnOff {
  ON,
  OFF;

  boolean isOn() {
    return this == ON;
  }

  /** What was typed; {@code otherwise} when nothing was. */
  static boolean of(@Nullable OnOff typed, boolean otherwise) {
    return typed == null ? otherwise : typed.isOn();
  }
}
