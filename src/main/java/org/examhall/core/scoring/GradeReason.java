package org.examhall.core.scoring;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why something about a grade is refused. */
public enum GradeReason implements Reason {
  /** Only those who run the course send grades again. */
  NOT_INSTRUCTOR(Kind.FORBIDDEN, "grade.not_instructor"),
  /** There is no exam here, or this person has no grade for it. */
  NO_GRADE(Kind.NOT_FOUND, "grade.not_found");

  private final Kind kind;
  private final String messageKey;

  GradeReason(Kind kind, String messageKey) {
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
