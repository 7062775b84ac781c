package org.examhall.lti.outcome;

/**
 * What a teacher reads beside a score: exactly one of the forms that there are.
 *
 * <p>Source: Canvas, "LTI outcomes, data return".
 *
 * @param element which form, as in the message
 */
public record ResultData(String element, String value) {
  /** Plain text. */
  public static ResultData text(String text) {
    return new ResultData("text", text);
  }

  /** An address that the LMS opens by a launch. */
  public static ResultData ltiLaunchUrl(String url) {
    return new ResultData("ltiLaunchUrl", url);
  }
}
