package org.examhall.core.exam;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Refusals about exams. */
public enum ExamReason implements Reason {
  /** No such exam in this course. */
  NO_SUCH_EXAM(Kind.NOT_FOUND, "exam.no_such_exam"),
  /** The disk of the packages is full, or can't be written. */
  NOT_STORED(Kind.UNAVAILABLE, "exam.not_stored");

  private final Kind kind;
  private final String messageKey;

  ExamReason(Kind kind, String messageKey) {
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
