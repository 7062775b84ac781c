package org.examhall.core.report;

/** What can be searched for. */
public enum SearchKind {
  /** People, by name, e-mail address or user id. */
  PEOPLE,
  /** Courses, by title, label or id. */
  CONTEXTS,
  /** Exams in courses, by their title or that of the package. */
  EXAMS
}
