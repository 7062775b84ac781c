package org.examhall.cli;

import java.util.Locale;

/** One line of {@code doctor}: what was looked at, how it is, and how to mend it. */
record Finding(Finding.Mark mark, String subject, String text) {
  /** How bad it is. */
  enum Mark {
    OK,
    WARN,
    WRONG
  }

  static Finding ok(String subject, String text) {
    return new Finding(Mark.OK, subject, text);
  }

  static Finding warn(String subject, String text) {
    return new Finding(Mark.WARN, subject, text);
  }

  static Finding wrong(String subject, String text) {
    return new Finding(Mark.WRONG, subject, text);
  }

  boolean mustBeMended() {
    return mark == Mark.WRONG;
  }

  String line() {
    return "%-5s  %-10s  %s".formatted(mark.name().toLowerCase(Locale.ROOT), subject, text);
  }
}
