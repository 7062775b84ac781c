package org.examhall.core.consumer;

/** What is counted of a consumer over time. */
public enum TallyEvent {
  /** A launch that was let in. */
  LAUNCH,
  /** A launch that was not, and named this consumer. */
  REFUSAL,
  /** A try to send a grade. */
  GRADE
}
