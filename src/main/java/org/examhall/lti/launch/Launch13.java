package org.examhall.lti.launch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.lti.WebAddress;
import org.examhall.lti.deeplink.DeepLinkSettings;
import org.examhall.lti.jose.VerifiedToken;
import org.examhall.lti.launch.Launch11.OutcomeService;
import org.examhall.lti.launch.Launch11.Platform;
import org.examhall.lti.launch.Launch11.Presentation;
import org.examhall.lti.launch.Launch11.ResourceLink;
import org.examhall.lti.role.LaunchRole;
import org.examhall.lti.role.Roles;

/**
 * A verified LTI 1.3 message, read.
 *
 * <p>What its type requires is there; anything else may be absent, and what was sent empty, blank,
 * null or of an unusable type counts as absent. Values are as sent, never trimmed or cut. Source:
 * LTI 1.3 section 5.
 *
 * @param deploymentId 1 to 255 characters; whether it is known is still to be asked
 * @param targetLinkUri ours, and that of the login
 * @param resourceLink there for {@code RESOURCE_LINK}; its id is never blank
 * @param role what follows from {@code roles} for this launch, and for no other
 * @param mentorOf user ids of the learners that a mentor may follow
 * @param selection there for {@code DEEP_LINKING} only
 * @param forUser whose work or data it is about; there for {@code SUBMISSION_REVIEW} and {@code
 *     DATA_PRIVACY}
 */
public record Launch13(
    MessageType type,
    String deploymentId,
    Optional<String> targetLinkUri,
    Optional<ResourceLink> resourceLink,
    Course course,
    Person person,
    Roles roles,
    LaunchRole role,
    List<String> mentorOf,
    Services services,
    Presentation presentation,
    Platform platform,
    NamedValues custom,
    NamedValues ext,
    Optional<DeepLinkSettings> selection,
    Optional<String> forUser,
    Earlier earlier) {

  /** The course; {@code id} is absent for launches from outside any. */
  public record Course(
      Optional<String> id,
      List<String> types,
      Optional<String> label,
      Optional<String> title,
      Optional<String> offeringSourcedId,
      Optional<String> sectionSourcedId) {}

  /**
   * Who was launched; without {@code sub} nobody knows, and nothing else may identify them.
   *
   * @param sub at most 255 characters
   */
  public record Person(
      Optional<String> sub,
      Optional<String> name,
      Optional<String> givenName,
      Optional<String> middleName,
      Optional<String> familyName,
      Optional<String> email,
      Optional<String> picture,
      Optional<String> locale,
      Optional<String> sourcedId) {}

  /** What the platform offers for this link and course. */
  public record Services(
      Optional<Grades> grades,
      Optional<WebAddress> roster,
      Optional<Groups> groups,
      Optional<OutcomeService> outcome) {}

  /**
   * Where grades go (AGS).
   *
   * @param scopes what this launch grants, whatever the registration did
   * @param lineItem the link's own; absent where there are none, or several
   */
  public record Grades(
      Set<String> scopes, Optional<WebAddress> lineItems, Optional<WebAddress> lineItem) {}

  /** Where the groups of the course are asked for. */
  public record Groups(WebAddress groups, Optional<WebAddress> groupSets, Set<String> scopes) {}

  /**
   * What names the person had before LTI 1.3.
   *
   * @param legacyUserId {@code lti11_legacy_user_id}; nothing but the platform's word for it
   */
  public record Earlier(Optional<MigrationClaim> claim, Optional<String> legacyUserId) {}

  /**
   * Reads a verified message.
   *
   * <p>Errors: {@code Refused} with a {@code Fault13}, checked in the order of that enum.
   */
  public static Launch13 read(VerifiedToken token, Launch13Terms terms) {
    return new Launch13Reader(token, terms).read();
  }
}
