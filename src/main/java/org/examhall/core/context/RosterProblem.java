package org.examhall.core.context;

import java.util.Locale;

/** Why a course's list of members could not be fetched; stored in {@code roster.problem}. */
public enum RosterProblem {
  /** The LMS did not answer, or is in trouble, or wants a pause. */
  UNREACHABLE,
  /** The LMS does not let us read the list. */
  FORBIDDEN,
  /** What came back is no list of members. */
  UNREADABLE,
  /** The list is longer than any course's. */
  TOO_LONG;

  /** Of the sentence for the instructor. */
  public String messageKey() {
    return "roster.problem_" + name().toLowerCase(Locale.ROOT);
  }

  /** The same about the course's groups. */
  public String groupsKey() {
    return "roster.groups_" + name().toLowerCase(Locale.ROOT);
  }
}
