package org.examhall.bridge.launch;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why a genuine launch can't go on. */
public enum LaunchReason implements Reason {
  /** The LMS did not say who this is, and an exam is somebody's. */
  ANONYMOUS(Kind.FORBIDDEN, "launch.anonymous"),
  /** An id is longer than any LMS sends. */
  OVERLONG(Kind.BAD_INPUT, "launch.overlong");

  private final Kind kind;
  private final String messageKey;

  LaunchReason(Kind kind, String messageKey) {
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
