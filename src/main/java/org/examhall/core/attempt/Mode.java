package org.examhall.core.attempt;

/** What a player window may do with an attempt. */
public enum Mode {
  /** Work on it. */
  NORMAL,
  /** Look at it; nothing is saved. */
  REVIEW
}
