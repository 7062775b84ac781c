package org.examhall.demo.lms.lti13;

/** Names of claims. Source: LTI 1.3, Deep Linking 2.0, AGS 2.0, NRPS 2.0, the migration guide. */
public final class Claim {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
  private static final String DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";

  public static final String MESSAGE_TYPE = LTI + "message_type";
  public static final String VERSION = LTI + "version";
  public static final String DEPLOYMENT = LTI + "deployment_id";
  public static final String TARGET = LTI + "target_link_uri";
  public static final String RESOURCE_LINK = LTI + "resource_link";
  public static final String ROLES = LTI + "roles";
  public static final String CONTEXT = LTI + "context";
  public static final String TOOL_PLATFORM = LTI + "tool_platform";
  public static final String PRESENTATION = LTI + "launch_presentation";
  public static final String LIS = LTI + "lis";
  public static final String CUSTOM = LTI + "custom";
  public static final String EXTENSIONS = LTI + "ext";
  public static final String FOR_USER = LTI + "for_user";
  public static final String LTI_11 = LTI + "lti1p1";
  public static final String SETTINGS = DEEP_LINKING + "deep_linking_settings";
  public static final String ITEMS = DEEP_LINKING + "content_items";
  public static final String DATA = DEEP_LINKING + "data";
  public static final String MESSAGE = DEEP_LINKING + "msg";
  public static final String ERROR_MESSAGE = DEEP_LINKING + "errormsg";
  public static final String GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
  public static final String ROSTER =
      "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
  public static final String GROUPS = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice";
  public static final String BASIC_OUTCOME =
      "https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome";

  private Claim() {}

  /** The name that a short one such as {@code L:roles} stands for; others stand for themselves. */
  public static String full(String name) {
    return name.startsWith("L:") ? LTI + name.substring(2) : name;
  }
}
