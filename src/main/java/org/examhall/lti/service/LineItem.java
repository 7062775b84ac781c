package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.examhall.lti.SubmissionReview;

/**
 * A column of a platform's gradebook.
 *
 * <p>Absent: texts that the platform left out are empty. Source: AGS 2.0 section 3.2.
 *
 * @param id its address; empty for one that is yet to be made
 * @param scoreMaximum above 0, except that Moodle takes 0
 * @param resourceLinkId the link that it belongs to
 * @param resourceId our own name for what it measures
 * @param tag our own name for what it measures there
 * @param gradesReleased whether students may see the grades (Blackboard); empty: not said
 * @param said everything the platform said of it, to be sent back with every change
 */
public record LineItem(
    String id,
    String label,
    BigDecimal scoreMaximum,
    String resourceLinkId,
    String resourceId,
    String tag,
    Optional<Boolean> gradesReleased,
    ObjectNode said) {
  /** One that is yet to be made, and belongs to no link. */
  public static LineItem named(
      String label, BigDecimal scoreMaximum, String resourceId, String tag) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    return new LineItem("", label, scoreMaximum, "", resourceId, tag, Optional.empty(), nothing);
  }

  /** The same, bound to a link. */
  public LineItem ofLink(String linkId) {
    return new LineItem(id, label, scoreMaximum, linkId, resourceId, tag, gradesReleased, said);
  }

  /** The same, its grades shown to students or kept from them. */
  public LineItem released(boolean shown) {
    return new LineItem(
        id, label, scoreMaximum, resourceLinkId, resourceId, tag, Optional.of(shown), said);
  }

  /** The same, the work behind its grades open to review. */
  public LineItem reviewable() {
    ObjectNode more = said.deepCopy();
    more.set(SubmissionReview.NAME, SubmissionReview.json());
    return new LineItem(
        id, label, scoreMaximum, resourceLinkId, resourceId, tag, gradesReleased, more);
  }

  /** Reads one; empty when it is none. */
  static Optional<LineItem> read(JsonNode tree) {
    String id = tree.path("id").asText("");
    return tree instanceof ObjectNode said && !id.isEmpty()
        ? Optional.of(
            new LineItem(
                id,
                tree.path("label").asText(""),
                tree.path("scoreMaximum").decimalValue(),
                tree.path("resourceLinkId").asText(""),
                tree.path("resourceId").asText(""),
                tree.path("tag").asText(""),
                Optional.of(tree.path("gradesReleased"))
                    .filter(JsonNode::isBoolean)
                    .map(JsonNode::asBoolean),
                said))
        : Optional.empty();
  }

  /** All of it: what the platform said and we know nothing of goes back as it came. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    said.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    fields.put("label", label);
    fields.put("scoreMaximum", Decimals.plain(scoreMaximum));
    putUnlessEmpty(fields, "id", id);
    putUnlessEmpty(fields, "resourceLinkId", resourceLinkId);
    putUnlessEmpty(fields, "resourceId", resourceId);
    putUnlessEmpty(fields, "tag", tag);
    gradesReleased.ifPresent(released -> fields.put("gradesReleased", released));
    return fields;
  }

  private static void putUnlessEmpty(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
