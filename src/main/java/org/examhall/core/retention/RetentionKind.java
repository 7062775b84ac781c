package org.examhall.core.retention;

import java.util.Locale;

/** What a rule is about. */
public enum RetentionKind {
  /** Work of students, with all that belongs to it, in courses that nobody uses. */
  WORK,
  /** Names, addresses and ids of people of whom nothing else is kept. */
  PEOPLE;

  /** What a line of the log about its rule is about. */
  String subject() {
    return "retention:" + name().toLowerCase(Locale.ROOT);
  }
}
