package org.examhall.core.resource;

/** When a student sees scores and may look at an attempt again. */
public enum ShowScores {
  /** Scores at once; review as soon as the attempt has ended. */
  ALWAYS,
  /** Once the attempt has ended. */
  COMPLETED,
  /** Once the attempt has ended and the review date, if any, has come. */
  REVIEW,
  /** Not at all. */
  NEVER
}
