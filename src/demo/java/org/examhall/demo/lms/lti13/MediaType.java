package org.examhall.demo.lms.lti13;

/** Media types of the services. Source: AGS 2.0, NRPS 2.0, Course Groups 1.0. */
public final class MediaType {
  public static final String JSON = "application/json";
  public static final String LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json";
  public static final String LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
  public static final String SCORE = "application/vnd.ims.lis.v1.score+json";
  public static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";
  public static final String MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
  public static final String GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";

  private MediaType() {}
}
