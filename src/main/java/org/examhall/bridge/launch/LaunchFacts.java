package org.examhall.bridge.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.examhall.core.context.Purpose;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.role.LaunchRole;

/**
 * What a verified launch says, in whichever version of LTI it came.
 *
 * <p>Texts are as sent; an absent one is empty.
 *
 * @param deploymentId of LTI 1.3
 * @param link empty where the launch opens none
 * @param mentorOf the platform's ids of the learners that a mentor may follow
 * @param parameters custom and extension values
 * @param details what the answer of a selection or a review needs to know
 */
public record LaunchFacts(
    long consumerId,
    Optional<Long> deploymentId,
    Purpose purpose,
    Course course,
    Optional<Link> link,
    Person person,
    LaunchRole role,
    List<String> mentorOf,
    Presentation presentation,
    JsonNode parameters,
    JsonNode details) {
  /** Custom parameter of the links that we make: which resource they open. */
  public static final String RESOURCE_PARAMETER = "examhall_resource";

  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

  /** The resource that the link says it opens, if it does; anybody may have written that. */
  Optional<Long> wantedResource() {
    return Optional.of(parameters.at("/custom/" + RESOURCE_PARAMETER).asText())
        .filter(said -> ID.matcher(said).matches())
        .map(Long::valueOf);
  }

  /** The course; {@code id} is absent for launches from outside any. */
  public record Course(Optional<String> id, Optional<String> label, Optional<String> title) {}

  /** The link that was followed. */
  public record Link(String id, Optional<String> title) {}

  /**
   * Who came.
   *
   * @param userId the platform's; nothing else identifies anybody
   */
  public record Person(
      Optional<String> userId,
      Optional<String> fullName,
      Optional<String> givenName,
      Optional<String> familyName,
      Optional<String> email) {
    /** The full name, else what there is of it, else nothing. */
    String name() {
      return fullName.orElseGet(
          () -> (givenName.orElse("").strip() + " " + familyName.orElse("").strip()).strip());
    }
  }

  /** How the platform shows us. */
  public record Presentation(
      Optional<String> locale, Optional<ReturnUrl> returnUrl, Optional<String> documentTarget) {}
}
