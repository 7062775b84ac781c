package org.examhall.lti.launch;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.WebAddress;
import org.examhall.lti.jose.Claims;
import org.examhall.lti.jose.VerifiedToken;
import org.examhall.lti.launch.Launch11.OutcomeService;
import org.examhall.lti.launch.Launch11.Platform;
import org.examhall.lti.launch.Launch11.Presentation;
import org.examhall.lti.launch.Launch13.Course;
import org.examhall.lti.launch.Launch13.Grades;
import org.examhall.lti.launch.Launch13.Groups;
import org.examhall.lti.launch.Launch13.Person;
import org.examhall.lti.launch.Launch13.Services;

/** Reads the claims that no message has to have; nothing in them refuses it. */
final class OptionalClaims {
  private final VerifiedToken token;
  private final Claims claims;
  private final Claims lis;

  OptionalClaims(VerifiedToken token) {
    this.token = token;
    this.claims = token.claims();
    this.lis = claims.object(ClaimNames.core("lis"));
  }

  Course course() {
    Claims context = claims.object(ClaimNames.core("context"));
    return new Course(
        context.text("id"),
        context.texts("type"),
        context.text("label"),
        context.text("title"),
        lis.text("course_offering_sourcedid"),
        lis.text("course_section_sourcedid"));
  }

  Person person(Optional<String> sub) {
    return new Person(
        sub,
        claims.text("name"),
        claims.text("given_name"),
        claims.text("middle_name"),
        claims.text("family_name"),
        claims.text("email"),
        claims.text("picture"),
        claims.text("locale"),
        lis.text("person_sourcedid"));
  }

  Services services() {
    return new Services(grades(), roster(), groups(), outcome());
  }

  private Optional<Grades> grades() {
    Claims endpoint = claims.object(ClaimNames.GRADES);
    Optional<WebAddress> lineItems = address(endpoint, "lineitems");
    Optional<WebAddress> lineItem = address(endpoint, "lineitem");
    return lineItems
        .or(() -> lineItem)
        .map(any -> new Grades(scopes(endpoint), lineItems, lineItem));
  }

  private Optional<WebAddress> roster() {
    return address(claims.object(ClaimNames.ROSTER), "context_memberships_url");
  }

  private Optional<Groups> groups() {
    Claims service = claims.object(ClaimNames.GROUPS);
    return address(service, "context_groups_url")
        .map(url -> new Groups(url, address(service, "context_group_sets_url"), scopes(service)));
  }

  private Optional<OutcomeService> outcome() {
    Claims service = claims.object(ClaimNames.OUTCOME);
    return service
        .text("lis_outcome_service_url")
        .flatMap(
            url ->
                service
                    .text("lis_result_sourcedid")
                    .map(sourcedId -> new OutcomeService(url, sourcedId)));
  }

  /** LTI 1.3 knows no style sheet. */
  Presentation presentation() {
    Claims shown = claims.object(ClaimNames.core("launch_presentation"));
    return new Presentation(
        shown.text("locale"),
        shown.text("document_target"),
        Optional.empty(),
        shown.text("width"),
        shown.text("height"),
        ReturnUrl.of(token));
  }

  Platform platform() {
    Claims platform = claims.object(ClaimNames.core("tool_platform"));
    return new Platform(
        platform.text("product_family_code"),
        platform.text("version"),
        platform.text("guid"),
        platform.text("name"),
        platform.text("description"),
        platform.text("url"),
        platform.text("contact_email"));
  }

  /** A list, or one text with blanks between as OAuth has it. */
  private static Set<String> scopes(Claims service) {
    Set<String> scopes = new TreeSet<>();
    service.texts("scope").forEach(text -> Stream.of(text.split("\\s+")).forEach(scopes::add));
    return scopes;
  }

  private static Optional<WebAddress> address(Claims claims, String name) {
    return claims.text(name).flatMap(WebAddress::parse);
  }
}
