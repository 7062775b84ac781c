package org.examhall.bridge.launch;

import org.examhall.kernel.fault.Kind;
import org.examhall.lti.Clause;

/** Why a genuine launch can't go on. */
public enum LaunchReason implements Clause {
  /** The LMS did not say who this is, and an exam is somebody's. */
  ANONYMOUS(Kind.FORBIDDEN, "launch.anonymous", "LTI 1.1 section 3; L11-04"),
  /** An id is longer than any LMS sends. */
  OVERLONG(Kind.BAD_INPUT, "launch.overlong", "L11-02, limits"),
  /** The LMS did not say which course somebody chooses an exam for. */
  NO_COURSE(Kind.BAD_INPUT, "launch.no_course", "CI-01, DL-01"),
  /** An administrator of this site deleted the course. */
  COURSE_DELETED(Kind.FORBIDDEN, "launch.course_deleted", "AD9"),
  /** Somebody who does not teach the course is to choose exams for it. */
  SELECTION_FOR_STAFF(Kind.FORBIDDEN, "lti.launch.role", "DL-02"),
  /** Somebody who does not teach the course asks for the work of somebody else. */
  REVIEW_OF_OTHERS(Kind.FORBIDDEN, "launch.review_of_others", "SR-01"),
  /** Somebody who is no administrator asks what is kept of a person. */
  PRIVACY_FOR_ADMINS(Kind.FORBIDDEN, "launch.privacy_for_admins", "DP-01"),
  /** This way into a window of its own was taken before, or is too old. */
  TICKET_SPENT(Kind.UNAUTHENTICATED, "launch.ticket_spent", "PS-05");

  private final Kind kind;
  private final String messageKey;
  private final String clause;

  LaunchReason(Kind kind, String messageKey, String clause) {
    this.kind = kind;
    this.messageKey = messageKey;
    this.clause = clause;
  }

  @Override
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
