package org.examhall.core.access;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/**
 * Why somebody may not start, continue or review; {0} is the moment that {@link Decision} names.
 */
public enum AccessReason implements Reason {
  /** Opens at {0}. */
  NOT_YET_OPEN("access.not_yet_open"),
  /** Closed at {0}. */
  CLOSED("access.closed"),
  /** Closed for a while; opens again at {0}. */
  CLOSED_BETWEEN("access.closed_between"),
  /** All attempts are used. */
  NO_ATTEMPTS_LEFT("access.no_attempts_left"),
  /** Another attempt is still going on; continue that one. */
  ATTEMPT_GOING_ON("access.attempt_going_on"),
  /** The attempt has ended, at {0}. */
  ATTEMPT_ENDED("access.attempt_ended"),
  /** The due date, {0}, ended the attempt. */
  DUE_DATE_PASSED("access.due_date_passed"),
  /** Its time was up, at {0}. */
  TIME_IS_UP("access.time_is_up"),
  /** There is nothing to review before the attempt's end. */
  NOT_ENDED("access.not_ended"),
  /** There is nothing to review because nothing was ever saved. */
  NEVER_BEGUN("access.never_begun"),
  /** Review opens at {0}. */
  REVIEW_NOT_YET("access.review_not_yet"),
  /** This exam is not shown again. */
  NO_REVIEW("access.no_review");

  private final String messageKey;

  AccessReason(String messageKey) {
    this.messageKey = messageKey;
  }

  /** Whether an attempt that may not be continued for this reason is over; else it only waits. */
  boolean isForGood() {
    return this != NOT_YET_OPEN && this != CLOSED_BETWEEN;
  }

  @Override
  public Kind kind() {
    return Kind.CONFLICT;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
