package org.examhall.lti;

/** The names of LTI's claims, which are URLs. Source: LTI 1.3 section 5.3 and its services. */
public final class ClaimNames {
  /** Grades: which scopes, which line items. */
  public static final String GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";

  /** Who is in the course. */
  public static final String ROSTER =
      "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

  /** Groups of the course. */
  public static final String GROUPS = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice";

  /** Grades by LTI 1.1's outcome service, which Moodle and Sakai still offer. */
  public static final String OUTCOME = "https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome";

  private static final String CORE = "https://purl.imsglobal.org/spec/lti/claim/";
  private static final String DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";

  private ClaimNames() {}

  /** A claim of the core. */
  public static String core(String name) {
    return CORE + name;
  }

  /** A claim of deep linking. */
  public static String deepLinking(String name) {
    return DEEP_LINKING + name;
  }
}
