package org.examhall.lti.contentitem;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A link that launches, chosen for a course.
 *
 * <p>Source: LTI Content-Item Message 1.0 section 4, {@code LtiLinkItem}.
 *
 * @param url where it launches
 * @param text beside it; may be empty
 * @param custom parameters of its launches
 * @param target document target that suits it; left out where it is not accepted
 * @param lineItem its column in the gradebook, if it has one
 */
public record ContentItem(
    String url,
    String title,
    String text,
    Map<String, String> custom,
    Optional<String> target,
    Optional<LineItem> lineItem) {
  /** Its media type. */
  static final String LTI_LINK = "application/vnd.ims.lti.v1.ltilink";

  /**
   * A column of the gradebook.
   *
   * @param activityId our name of what is graded
   * @param maximum what a full score is worth
   */
  public record LineItem(String label, String activityId, BigDecimal maximum) {
    Map<String, Object> json() {
      Map<String, Object> limits = new LinkedHashMap<>();
      limits.put("@type", "NumericLimits");
      limits.put("normalMaximum", maximum);
      limits.put("totalMaximum", maximum);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("@type", "LineItem");
      json.put("label", label);
      json.put("reportingMethod", "http://purl.imsglobal.org/ctx/lis/v2p1/Result#totalScore");
      json.put("assignedActivity", Map.of("activityId", activityId));
      json.put("scoreConstraints", limits);
      return json;
    }
  }

  /** As in the message, for a platform that accepts {@code targets}. */
  Map<String, Object> json(List<String> targets) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@type", "LtiLinkItem");
    json.put("mediaType", LTI_LINK);
    json.put("url", url);
    json.put("title", title);
    if (!text.isEmpty()) {
      json.put("text", text);
    }
    if (!custom.isEmpty()) {
      json.put("custom", custom);
    }
    target
        .filter(targets::contains)
        .ifPresent(to -> json.put("placementAdvice", Map.of("presentationDocumentTarget", to)));
    lineItem.ifPresent(column -> json.put("lineItem", column.json()));
    return json;
  }
}
