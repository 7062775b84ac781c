package org.examhall.core.attempt;

/** Who or what ended an attempt. */
public enum EndReason {
  /** The exam reported that it is completed: the student handed it in, or its own timer did. */
  EXAM,
  /** The due date. */
  DUE,
  /** The exam's closing. */
  CLOSED,
  /** The attempt's time was up. */
  TIME,
  /** An instructor. */
  INSTRUCTOR
}
