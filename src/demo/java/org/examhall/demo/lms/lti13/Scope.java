package org.examhall.demo.lms.lti13;

import java.util.List;

/** What a token may allow. Source: AGS 2.0 section 3.1, NRPS 2.0 section 2.2, Course Groups 1.0. */
public final class Scope {
  private static final String GRADES = "https://purl.imsglobal.org/spec/lti-ags/scope/";

  public static final String LINE_ITEM = GRADES + "lineitem";
  public static final String LINE_ITEM_READONLY = GRADES + "lineitem.readonly";
  public static final String RESULT = GRADES + "result.readonly";
  public static final String SCORE = GRADES + "score";
  public static final String ROSTER =
      "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
  public static final String GROUPS =
      "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";

  /** All of them. */
  public static final List<String> ALL =
      List.of(LINE_ITEM, LINE_ITEM_READONLY, RESULT, SCORE, ROSTER, GROUPS);

  private Scope() {}
}
