package org.examhall.core.attempt;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why an attempt can't be opened. */
public enum AttemptReason implements Reason {
  /** No such attempt, or not theirs to know about. */
  NO_SUCH_ATTEMPT(Kind.NOT_FOUND, "attempt.no_such_attempt"),
  /** Only the person whose attempt it is may work on it. */
  NOT_YOURS(Kind.FORBIDDEN, "attempt.not_yours"),
  /** Observers start nothing. */
  OBSERVER(Kind.FORBIDDEN, "attempt.observer"),
  /** A grade is being sent to the LMS at this moment. */
  GRADE_UNDER_WAY(Kind.CONFLICT, "attempt.grade_under_way"),
  /** Somebody is to be erased whose exam is not over, and nobody said that this is meant. */
  STILL_OPEN(Kind.CONFLICT, "attempt.still_open"),
  /** The ticket was used, has expired or never existed. */
  TICKET(Kind.FORBIDDEN, "attempt.ticket"),
  /** The token has expired, was revoked or never existed. */
  TOKEN(Kind.UNAUTHENTICATED, "attempt.token");

  private final Kind kind;
  private final String messageKey;

  AttemptReason(Kind kind, String messageKey) {
    this.kind = kind;
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
