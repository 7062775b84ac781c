package org.examhall.core.retention;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why something about retention is refused. */
public enum RetentionReason implements Reason {
  /** The months are no number from {0} to {1}. */
  MONTHS_UNUSABLE(Kind.BAD_INPUT, "retention.months_unusable"),
  /** Somebody else is at it. */
  RUNNING(Kind.CONFLICT, "retention.running");

  private final Kind kind;
  private final String messageKey;

  RetentionReason(Kind kind, String messageKey) {
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
