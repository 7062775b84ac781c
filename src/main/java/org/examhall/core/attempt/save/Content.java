package org.examhall.core.attempt.save;

/** What an element says: a whole value, or how the value before it changed. */
public sealed interface Content permits Whole, Splice {
  /** UTF-16 code units that it holds, for limits. */
  int chars();
}
