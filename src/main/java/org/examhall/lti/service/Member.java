package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.examhall.lti.role.LaunchRole;
import org.examhall.lti.role.Roles;

/**
 * A member of a course.
 *
 * <p>Source: NRPS 2.0 section 2.2.
 *
 * @param userId {@code sub} of their launches
 * @param name empty when the platform tells none
 * @param email empty when the platform tells none
 * @param active false for who left or was suspended
 * @param groups ids of the groups that they are in; empty unless groups were asked for
 */
public record Member(
    String userId,
    String name,
    String email,
    LaunchRole role,
    boolean active,
    List<String> groups) {
  /** Reads one; empty when it names nobody. */
  static Optional<Member> read(JsonNode tree) {
    String userId = tree.path("user_id").asText("");
    return userId.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Member(
                userId,
                name(tree),
                tree.path("email").asText(""),
                Roles.parse(String.join(",", roles(tree))).role(false),
                isActive(tree.path("status").asText("active")),
                groups(tree)));
  }

  private static List<String> roles(JsonNode tree) {
    List<String> roles = new ArrayList<>();
    tree.path("roles").forEach(role -> roles.add(role.asText("")));
    return roles;
  }

  /** Platforms spell the list in both ways; ids are texts or numbers. */
  private static List<String> groups(JsonNode tree) {
    return Stream.of("group_enrollments", "group_enrolments")
        .flatMap(name -> StreamSupport.stream(tree.path(name).spliterator(), false))
        .map(entry -> Group.id(entry.path("group_id")))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static boolean isActive(String status) {
    String word = status.toLowerCase(Locale.ROOT);
    return !word.equals("inactive") && !word.equals("deleted");
  }

  private static String name(JsonNode tree) {
    String whole = tree.path("name").asText("");
    String parts =
        Stream.of("given_name", "middle_name", "family_name")
            .map(part -> tree.path(part).asText(""))
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return plain(whole.isBlank() ? parts : whole);
  }

  /** Moodle writes names as in HTML here, and only here. */
  private static String plain(String name) {
    return name.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replaceAll("&#0?39;", "'")
        .replace("&amp;", "&")
        .strip();
  }
}
