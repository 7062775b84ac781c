package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.examhall.demo.lms.lti13.Refused;

/**
 * What the tool says of somebody's work.
 *
 * @param ratio points of the maximum, 0 to 1; empty when there are none
 * @param comment empty for none
 * @param sent the tool's time
 */
record Score(
    String person,
    Optional<BigDecimal> ratio,
    String comment,
    String activityProgress,
    String gradingProgress,
    Instant sent) {
  private static final int DIGITS = 10;
  private static final Set<String> ACTIVITY =
      Set.of("Initialized", "Started", "InProgress", "Submitted", "Completed");
  private static final Set<String> GRADING =
      Set.of("FullyGraded", "Pending", "PendingManual", "Failed", "NotReady");

  /** Reads it, strictly. Source: AGS 2.0 section 3.4. */
  static Score read(JsonNode json) {
    for (Iterator<Map.Entry<String, JsonNode>> all = json.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> member = all.next();
      Refused.unless(!member.getValue().isNull(), 400, "", member.getKey() + " is null");
    }
    Refused.unless(
        json.path("comment").isMissingNode() || json.path("comment").isTextual(),
        400,
        "",
        "comment is not a text");
    return new Score(
        text(json, "userId"),
        ratio(json),
        json.path("comment").asText(),
        word(json, "activityProgress", ACTIVITY),
        word(json, "gradingProgress", GRADING),
        time(text(json, "timestamp")));
  }

  /** Whether the marking is over. */
  boolean isFinal() {
    return gradingProgress.equals("FullyGraded");
  }

  private static Optional<BigDecimal> ratio(JsonNode json) {
    if (!json.has("scoreGiven")) {
      return Optional.empty();
    }
    JsonNode given = json.get("scoreGiven");
    JsonNode maximum = json.path("scoreMaximum");
    Refused.unless(
        given.isNumber() && given.decimalValue().signum() >= 0,
        400,
        "",
        "scoreGiven is not a number of at least 0");
    Refused.unless(
        maximum.isNumber() && maximum.decimalValue().signum() > 0,
        400,
        "",
        "scoreMaximum is not a number greater than 0");
    BigDecimal ratio =
        given.decimalValue().divide(maximum.decimalValue(), DIGITS, RoundingMode.HALF_UP);
    return Optional.of(new BigDecimal(ratio.stripTrailingZeros().toPlainString()));
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new Refused(400, "", "timestamp is not ISO 8601 with a zone");
    }
  }

  private static String word(JsonNode json, String name, Set<String> allowed) {
    String word = text(json, name);
    Refused.unless(allowed.contains(word), 400, "", name + " is not one of " + allowed);
    return word;
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    Refused.unless(
        value.isTextual() && !value.textValue().isEmpty(), 400, "", name + " is not a text");
    return value.textValue();
  }
}
