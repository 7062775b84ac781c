package org.examhall.lti.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The members of a JSON object, read as a lenient reader may: platforms send numbers for texts,
 * texts for lists and texts for booleans.
 *
 * <p>Absent: not sent, null, of a type that can't be taken for the one asked for, or a text that is
 * blank. Threads: any; nobody changes the tree.
 */
public final class Claims {
  private final JsonNode node;

  private Claims(JsonNode node) {
    this.node = node;
  }

  /** The members of {@code node}; none when it is no object. */
  public static Claims of(JsonNode node) {
    return new Claims(node.isObject() ? node : MissingNode.getInstance());
  }

  /** Whether there is anything under this name, were it null. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** What was sent, of whatever type but null. */
  public Optional<JsonNode> sent(String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  /** A text; a number or boolean as its text. */
  public Optional<String> text(String name) {
    return text(node.path(name));
  }

  /** A list of texts; one text is a list of one, and what is no text is left out. */
  public List<String> texts(String name) {
    JsonNode value = node.path(name);
    Stream<JsonNode> values =
        value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
    return values.map(Claims::text).flatMap(Optional::stream).toList();
  }

  /** A boolean, also one in quotation marks. */
  public Optional<Boolean> flag(String name) {
    return text(name)
        .filter(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))
        .map(Boolean::valueOf);
  }

  /** The members of an object; none when it was not sent. */
  public Claims object(String name) {
    return of(node.path(name));
  }

  /** All members as texts, in order: an object or a list as its JSON, null left out. */
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Iterator<Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
      Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      if (!value.isNull()) {
        all.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
      }
    }
    return all;
  }

  private static Optional<String> text(JsonNode value) {
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asText()).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  /** Names only: values are personal. */
  @Override
  public String toString() {
    return all().keySet().toString();
  }
}
