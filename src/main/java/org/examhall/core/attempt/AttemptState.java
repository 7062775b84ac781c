package org.examhall.core.attempt;

/** How far an attempt is. */
public enum AttemptState {
  /** Opened, nothing saved yet. */
  NEW,
  /** Something was saved. */
  RUNNING,
  /** Over: answers no longer count. */
  ENDED
}
