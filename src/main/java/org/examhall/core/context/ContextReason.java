package org.examhall.core.context;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why something about courses is refused. */
public enum ContextReason implements Reason {
  /** A period has no name, one longer than {0} characters, or ends before it begins. */
  PERIOD_UNUSABLE(Kind.BAD_INPUT, "contexts.period_unusable"),
  /** No link of the course opens the exam. */
  NO_LINK(Kind.CONFLICT, "contexts.no_link"),
  /** The LMS has no such period. */
  NO_SUCH_PERIOD(Kind.NOT_FOUND, "contexts.no_such_period");

  private final Kind kind;
  private final String messageKey;

  ContextReason(Kind kind, String messageKey) {
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
