package org.examhall.core.access;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Refusals about access changes. */
public enum AccessChangeReason implements Reason {
  /** There is none, or it is of another exam. */
  NO_SUCH_CHANGE("access.no_such_change"),
  /** The course does not have this student. */
  NO_SUCH_STUDENT("access.no_such_student");

  private final String messageKey;

  AccessChangeReason(String messageKey) {
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return Kind.NOT_FOUND;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
