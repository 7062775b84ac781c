package org.examhall.core.attempt;

/** Whether an attempt counts. */
public enum AttemptKind {
  /** A student's; its score can become the grade. */
  GRADED,
  /** An instructor's trial; never counted or sent. */
  TEST
}
