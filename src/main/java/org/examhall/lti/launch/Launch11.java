package org.examhall.lti.launch;

import java.util.List;
import java.util.Optional;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.Verified;
import org.examhall.lti.role.LaunchRole;
import org.examhall.lti.role.Roles;

/**
 * A verified LTI 1.0/1.1 launch, read.
 *
 * <p>Everything but the resource link may be absent; a value that was sent empty or blank counts as
 * absent. Values are as sent, never trimmed or cut. Source: LTI 1.1 section 3.
 *
 * @param role what follows from {@code roles} for this launch, and for no other
 * @param mentorOf user ids of the learners that a mentor may follow
 * @param custom {@code custom_*}
 * @param ext {@code ext_*}, names without that prefix
 */
public record Launch11(
    String consumerKey,
    ResourceLink resourceLink,
    Course course,
    Person person,
    Roles roles,
    LaunchRole role,
    List<String> mentorOf,
    Optional<OutcomeService> outcome,
    Presentation presentation,
    Platform platform,
    NamedValues custom,
    NamedValues ext) {

  /** The link in the course that was followed; {@code id} is never blank. */
  public record ResourceLink(String id, Optional<String> title, Optional<String> description) {}

  /** The course; {@code id} is absent for launches from outside any. */
  public record Course(
      Optional<String> id,
      Optional<String> type,
      Optional<String> label,
      Optional<String> title,
      Optional<String> offeringSourcedId,
      Optional<String> sectionSourcedId) {
    /** As a verified message says. */
    public static Course of(Parameters body) {
      return new Course(
          body.text("context_id"),
          body.text("context_type"),
          body.text("context_label"),
          body.text("context_title"),
          body.text("lis_course_offering_sourcedid"),
          body.text("lis_course_section_sourcedid"));
    }
  }

  /** Who was launched; without {@code userId} nobody knows, and nothing else may identify them. */
  public record Person(
      Optional<String> userId,
      Optional<String> givenName,
      Optional<String> familyName,
      Optional<String> fullName,
      Optional<String> email,
      Optional<String> sourcedId,
      Optional<String> image) {
    /** As a verified message says. */
    public static Person of(Parameters body) {
      return new Person(
          body.text("user_id"),
          body.text("lis_person_name_given"),
          body.text("lis_person_name_family"),
          body.text("lis_person_name_full"),
          body.text("lis_person_contact_email_primary"),
          body.text("lis_person_sourcedid"),
          body.text("user_image"));
    }
  }

  /** Where this person's grade for this link goes; {@code sourcedId} is returned byte for byte. */
  public record OutcomeService(String url, String sourcedId) {}

  /** How the platform shows us. */
  public record Presentation(
      Optional<String> locale,
      Optional<String> documentTarget,
      Optional<String> cssUrl,
      Optional<String> width,
      Optional<String> height,
      Optional<ReturnUrl> returnUrl) {}

  /** The platform about itself. */
  public record Platform(
      Optional<String> productFamilyCode,
      Optional<String> version,
      Optional<String> guid,
      Optional<String> name,
      Optional<String> description,
      Optional<String> url,
      Optional<String> contactEmail) {}

  /**
   * Reads a verified message.
   *
   * <p>Errors: {@code Refused} with a fault of stage MESSAGE, checked in the order of the enum.
   */
  public static Launch11 read(Verified message, LaunchTerms terms) {
    return new Launch11Reader(message, terms).read();
  }
}
