package org.examhall.bridge.launch;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why a genuine launch can't go on. */
public enum LaunchReason implements Reason {
  /** The LMS did not say who this is, and an exam is somebody's. */
  ANONYMOUS(Kind.FORBIDDEN, "launch.anonymous", "LTI 1.1 section 3; L11-04"),
  /** An id is longer than any LMS sends. */
  OVERLONG(Kind.BAD_INPUT, "launch.overlong", "L11-02, limits");

  private final Kind kind;
  private final String messageKey;
  private final String clause;

  LaunchReason(Kind kind, String messageKey, String clause) {
    this.kind = kind;
    this.messageKey = messageKey;
    this.clause = clause;
  }

  /** The clause of the specification, and our requirement, for the administrator. */
  public String clause() {
    return clause;
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
