package org.examhall.bridge.selection;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why a selection can't be answered so. */
public enum AnswerReason implements Reason {
  /** Whoever does not teach the course chooses nothing for it. */
  STAFF_ONLY(Kind.FORBIDDEN, "lti.launch.role"),
  /** It has been answered: links are in the course, or somebody cancelled. */
  ANSWERED(Kind.CONFLICT, "select.answered"),
  /** The platform takes no links to exams here. */
  NO_EXAMS(Kind.CONFLICT, "lti.selection.type"),
  /** The platform takes one at a time. */
  ONE_ONLY(Kind.CONFLICT, "lti.selection.count"),
  /** The platform's address is none that a form could be sent to. */
  NO_WAY_BACK(Kind.CONFLICT, "select.no_way_back");

  private final Kind kind;
  private final String messageKey;

  AnswerReason(Kind kind, String messageKey) {
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
