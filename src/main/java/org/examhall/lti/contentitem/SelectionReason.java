package org.examhall.lti.contentitem;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why what was chosen can't go back to the platform. */
public enum SelectionReason implements Reason {
  /** Several items, and the platform takes one. */
  ONE_ONLY("lti.selection.count"),
  /** The platform takes no links that launch. */
  NO_LINKS("lti.selection.type");

  private final String messageKey;

  SelectionReason(String messageKey) {
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
