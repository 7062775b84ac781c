package org.examhall.core.context;

/** What somebody is in the course they launched from; decided anew by each launch. */
public enum Role {
  /** Runs the course's exams. */
  INSTRUCTOR,
  /** Takes exams. */
  LEARNER,
  /** Looks on for a learner; never submits. */
  OBSERVER
}
