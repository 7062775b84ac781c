package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A group of a course, or a set of groups.
 *
 * <p>Source: Course Groups 1.0.
 *
 * @param setId of the set that a group is one of; empty for none
 */
public record Group(String id, String name, Optional<String> setId) {
  private static final int LONGEST = 255;

  /** Reads one; empty when it has no usable id. */
  static Optional<Group> read(JsonNode tree) {
    return id(tree.path("id")).map(id -> new Group(id, name(tree, id), id(tree.path("set_id"))));
  }

  /** A text or a number, in one line; empty when it is neither. */
  static Optional<String> id(JsonNode tree) {
    return Optional.of(tree.asText("").strip())
        .filter(id -> id.matches("\\P{Cntrl}{1," + LONGEST + "}"));
  }

  private static String name(JsonNode tree, String id) {
    String plain = tree.path("name").asText("").replaceAll("\\p{Cntrl}", " ").strip();
    String name = plain.isEmpty() ? id : plain;
    return name.codePointCount(0, name.length()) <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST));
  }
}
