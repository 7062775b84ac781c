package org.examhall.demo.lms.lti13;

/** What a launch asks the tool for. Source: LTI 1.3 and its message extensions. */
public final class Message {
  public static final String RESOURCE_LINK = "LtiResourceLinkRequest";
  public static final String DEEP_LINKING = "LtiDeepLinkingRequest";
  public static final String DEEP_LINKING_ANSWER = "LtiDeepLinkingResponse";
  public static final String SUBMISSION_REVIEW = "LtiSubmissionReviewRequest";
  public static final String DATA_PRIVACY = "DataPrivacyLaunchRequest";

  private Message() {}

  /** Whether it is about one activity of the course. */
  public static boolean hasLink(String message) {
    return !message.equals(DEEP_LINKING) && !message.equals(DATA_PRIVACY);
  }
}
