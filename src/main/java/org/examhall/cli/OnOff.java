package org.examhall.cli;

/** A switch as it is typed, in any case. No Boolean: picocli takes that for an option alone. */
enum OnOff {
  ON,
  OFF;

  boolean isOn() {
    return this == ON;
  }
}
