package org.examhall.scorm.numbas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Looks into JSON that Numbas wrote, whatever the age: keys changed their case over the years, and
 * numbers come as numbers or as text.
 */
final class Keys {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);
  private static final int MAX_DECIMALS = 20;

  private Keys() {}

  /** The value of a key in any case, or a missing node. */
  static JsonNode at(JsonNode object, String key) {
    JsonNode exact = object.path(key);
    if (!exact.isMissingNode()) {
      return exact;
    }
    return object.properties().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** The elements of an array; none when it is not one. */
  static List<JsonNode> list(JsonNode object, String key) {
    return elements(at(object, key));
  }

  static List<JsonNode> elements(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false).toList() : List.of();
  }

  /** Text that says something. */
  static Optional<String> text(JsonNode object, String key) {
    return Optional.of(at(object, key))
        .filter(JsonNode::isTextual)
        .map(node -> node.textValue().strip())
        .filter(text -> !text.isEmpty());
  }

  /** A short printable word, such as a type or a version. */
  static Optional<String> word(JsonNode object, String key) {
    return text(object, key).filter(text -> text.matches("[\\p{L}\\p{N} ._+:/-]{1,80}"));
  }

  static boolean flag(JsonNode object, String key, boolean otherwise) {
    return at(object, key).asBoolean(otherwise);
  }

  /** A number of ordinary size; empty when absent or an expression to be computed. */
  static Optional<BigDecimal> number(JsonNode node) {
    String text = node.isNumber() || node.isTextual() ? node.asText().strip() : "";
    return Optional.of(text)
        .filter(t -> t.matches("[+-]?\\d{1,10}(\\.\\d{1,40})?([eE]-?\\d)?"))
        .map(BigDecimal::new)
        .filter(n -> n.abs().compareTo(LARGEST) <= 0 && n.scale() <= MAX_DECIMALS);
  }

  /** An index from 0; empty when it is none. */
  static Optional<Integer> index(JsonNode node) {
    return Optional.of(node)
        .filter(n -> n.isIntegralNumber() && n.canConvertToInt() && n.intValue() >= 0)
        .map(JsonNode::intValue);
  }
}
