package org.examhall.lti.launch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.launch.Launch11.Course;
import org.examhall.lti.launch.Launch11.OutcomeService;
import org.examhall.lti.launch.Launch11.Person;
import org.examhall.lti.launch.Launch11.Platform;
import org.examhall.lti.launch.Launch11.Presentation;
import org.examhall.lti.launch.Launch11.ResourceLink;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.Verified;
import org.examhall.lti.role.Roles;

/**
 * Reads one launch.
 *
 * <p>The fields that the standard names are read from the body alone: whoever types a launch URL
 * must not speak for the platform. {@code custom_*} and {@code ext_*} may be in the URL as well.
 */
final class Launch11Reader {
  private static final List<String> DECISIVE =
      List.of(
          "lti_message_type",
          "lti_version",
          "resource_link_id",
          "user_id",
          "roles",
          "context_id",
          "lis_outcome_service_url",
          "lis_result_sourcedid");

  private final Verified message;
  private final Parameters body;
  private final LaunchTerms terms;

  Launch11Reader(Verified message, LaunchTerms terms) {
    this.message = message;
    this.body = message.body();
    this.terms = terms;
  }

  Launch11 read() {
    requireMessageType();
    terms.requireVersion(body);
    ResourceLink link = resourceLink();
    requireUnambiguous();
    Roles roles = Roles.parse(body.first("roles").orElse(""));
    return new Launch11(
        message.consumerKey(),
        link,
        Course.of(body),
        Person.of(body),
        roles,
        roles.role(terms.adminsAreStaff()),
        mentorOf(),
        outcome(),
        presentation(),
        platform(),
        NamedValues.custom(body.plus(message.query())),
        NamedValues.ext(body.plus(message.query())));
  }

  private void requireMessageType() {
    if (!body.all("lti_message_type").contains("basic-lti-launch-request")) {
      throw new Refused(Fault.MESSAGE_TYPE_WRONG);
    }
  }

  /** Two different values of a field that decides who or what this is: neither is believed. */
  private void requireUnambiguous() {
    for (String field : DECISIVE) {
      if (body.all(field).stream().distinct().count() > 1) {
        throw new Refused(Fault.FIELD_AMBIGUOUS, field);
      }
    }
  }

  private ResourceLink resourceLink() {
    String id =
        body.text("resource_link_id").orElseThrow(() -> new Refused(Fault.RESOURCE_LINK_MISSING));
    return new ResourceLink(
        id, body.text("resource_link_title"), body.text("resource_link_description"));
  }

  private List<String> mentorOf() {
    return Stream.of(body.first("role_scope_mentor").orElse("").split(","))
        .map(String::strip)
        .map(Launch11Reader::decoded)
        .filter(id -> !id.isEmpty() && id.indexOf('\0') < 0)
        .toList();
  }

  /** The standard has each id escaped, for those with a comma; not every platform does so. */
  private static String decoded(String id) {
    try {
      return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return id; // not escaped at all: the id itself has a percent sign
    }
  }

  private Optional<OutcomeService> outcome() {
    return body.text("lis_outcome_service_url")
        .flatMap(
            url ->
                body.text("lis_result_sourcedid")
                    .map(sourcedId -> new OutcomeService(url, sourcedId)));
  }

  private Presentation presentation() {
    return new Presentation(
        body.text("launch_presentation_locale"),
        body.text("launch_presentation_document_target"),
        body.text("launch_presentation_css_url"),
        body.text("launch_presentation_width"),
        body.text("launch_presentation_height"),
        ReturnUrl.of(message));
  }

  private Platform platform() {
    return new Platform(
        body.text("tool_consumer_info_product_family_code"),
        body.text("tool_consumer_info_version"),
        body.text("tool_consumer_instance_guid"),
        body.text("tool_consumer_instance_name"),
        body.text("tool_consumer_instance_description"),
        body.text("tool_consumer_instance_url"),
        body.text("tool_consumer_instance_contact_email"));
  }
}
