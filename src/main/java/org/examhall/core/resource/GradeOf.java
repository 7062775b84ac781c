package org.examhall.core.resource;

/** Which of a student's attempts the grade is taken from. */
public enum GradeOf {
  /** The best one. */
  HIGHEST,
  /** The one started last. */
  LATEST
}
