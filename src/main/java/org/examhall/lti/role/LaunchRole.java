package org.examhall.lti.role;

/** What somebody is in the course that they were launched from. */
public enum LaunchRole {
  /** Teaches or prepares the course: sees everybody's attempts. */
  INSTRUCTOR,
  /** Takes the exam; also everybody of whom nothing else is known. */
  LEARNER,
  /** Follows a learner's work and never hands in any. */
  OBSERVER
}
