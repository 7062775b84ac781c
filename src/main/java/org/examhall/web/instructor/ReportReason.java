package org.examhall.web.instructor;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Refusals about reports. */
public enum ReportReason implements Reason {
  /** Too many files are being written at the moment. */
  BUSY(Kind.UNAVAILABLE, "report.busy");

  private final Kind kind;
  private final String messageKey;

  ReportReason(Kind kind, String messageKey) {
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
