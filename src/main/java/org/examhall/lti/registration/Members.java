package org.examhall.lti.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads members the way platforms write them: a text, a number, or either alone in a list. */
final class Members {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Members() {}

  /** The member as one text; empty when it is absent or anything else. */
  static String text(JsonNode object, String name) {
    JsonNode member = object.path(name);
    JsonNode value = member.isArray() && member.size() == 1 ? member.get(0) : member;
    return value.isTextual() || value.isNumber() ? value.asText().strip() : "";
  }

  /** The member's texts: those of a list, or the words of one text; empty when it is absent. */
  static List<String> words(JsonNode object, String name) {
    JsonNode member = object.path(name);
    Stream<JsonNode> values =
        member.isArray() ? StreamSupport.stream(member.spliterator(), false) : Stream.of(member);
    return values
        .filter(JsonNode::isTextual)
        .flatMap(value -> BLANKS.splitAsStream(value.asText()))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }
}
