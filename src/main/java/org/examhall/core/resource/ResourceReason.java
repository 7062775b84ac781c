package org.examhall.core.resource;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Refusals about resources. */
public enum ResourceReason implements Reason {
  /** Nothing is set up here yet, or it is another course's. */
  NO_SUCH_RESOURCE(Kind.NOT_FOUND, "resource.no_such_resource"),
  /** Somebody else has set up an exam behind this link in the meantime. */
  ALREADY_SET_UP(Kind.CONFLICT, "resource.already_set_up");

  private final Kind kind;
  private final String messageKey;

  ResourceReason(Kind kind, String messageKey) {
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
