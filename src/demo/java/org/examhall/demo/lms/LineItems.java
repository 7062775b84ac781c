package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/** Line items as they are written and read. Source: AGS 2.0 section 3.2. */
final class LineItems {
  static final String PATH = "/lti13/courses/{course}/lineitems";
  private static final List<String> KEPT =
      List.of("startDateTime", "endDateTime", "gradesReleased", "submissionReview");

  private LineItems() {}

  /** Where all of them are. */
  static String url(Platform platform) {
    String path = PATH.replace("{course}", Course.ID);
    return platform.at(path + query(platform)).toString();
  }

  /** Where one is. */
  static String url(Platform platform, LineItem item) {
    String path = PATH.replace("{course}", Course.ID) + "/" + item.id();
    return platform.at(path + query(platform)).toString();
  }

  static ObjectNode write(Platform platform, LineItem item) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", url(platform, item)).put("label", item.label());
    json.put("scoreMaximum", maximum(platform, item));
    putIfAny(json, "resourceId", item.resourceId());
    putIfAny(json, "tag", item.tag());
    putIfAny(json, "resourceLinkId", item.activity());
    item.more().forEach(json::putPOJO);
    return json;
  }

  /**
   * What the tool wants a line item to be.
   *
   * @param json in a deep link the label may be missing
   */
  static LineItem read(JsonNode json, String label, String activity) {
    Refused.unless(!label.isBlank(), 400, "", "label is missing");
    JsonNode maximum = json.path("scoreMaximum");
    Refused.unless(
        maximum.isNumber() && maximum.decimalValue().signum() > 0,
        400,
        "",
        "scoreMaximum is not a number greater than 0");
    return new LineItem(
        "",
        label,
        maximum.decimalValue(),
        json.path("resourceId").asText(),
        json.path("tag").asText(),
        activity,
        false,
        more(json));
  }

  private static Map<String, Object> more(JsonNode json) {
    Map<String, Object> more = new LinkedHashMap<>();
    for (String name : KEPT) {
      if (json.hasNonNull(name)) {
        more.put(name, Json.MAPPER.convertValue(json.get(name), Object.class));
      }
    }
    return more;
  }

  private static BigDecimal maximum(Platform platform, LineItem item) {
    return platform.has(Quirk.MAXIMUM_WHOLE)
        ? item.scoreMaximum().setScale(0, RoundingMode.HALF_UP)
        : item.scoreMaximum();
  }

  private static void putIfAny(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static String query(Platform platform) {
    return platform.has(Quirk.LINE_ITEM_QUERY) ? "?type_id=2" : "";
  }
}
