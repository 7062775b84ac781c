package org.examhall.demo.lms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.demo.lms.lti.SourcedIds;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.demo.lms.lti13.Scope;

/** What the platform tells the tool of a person, the course and an activity. */
final class LaunchClaims {
  private final DemoLms lms;
  private final Platform platform;
  private final SourcedIds names;

  LaunchClaims(DemoLms lms, SourcedIds names) {
    this.lms = lms;
    this.platform = lms.platform();
    this.names = names;
  }

  /**
   * The claims of a message.
   *
   * @param choice names the selection that is asked for; empty for other messages
   */
  Map<String, Object> of(String message, Person person, Activity activity, String choice) {
    Map<String, Object> claims = new LinkedHashMap<>();
    addParties(claims);
    addPerson(claims, person);
    claims.put(Claim.MESSAGE_TYPE, message);
    claims.put(Claim.TARGET, target(message, activity));
    claims.put(Claim.ROLES, Roles.of(platform, person));
    claims.put(Claim.TOOL_PLATFORM, toolPlatform());
    if (!message.equals(Message.DATA_PRIVACY)) {
      claims.put(Claim.CONTEXT, context());
      claims.put(Claim.ROSTER, roster());
      claims.put(Claim.GRADES, grades(message, activity));
      if (!platform.has(Quirk.GROUPS_UNTOLD)) {
        claims.put(Claim.GROUPS, groups());
      }
    }
    if (Message.hasLink(message)) {
      addLink(claims, person, activity);
    }
    if (message.equals(Message.DEEP_LINKING)) {
      claims.put(Claim.SETTINGS, settings(choice));
    } else if (!message.equals(Message.RESOURCE_LINK)) {
      claims.put(Claim.FOR_USER, Map.of("user_id", lms.course().students().get(0).id()));
    }
    return claims;
  }

  private void addParties(Map<String, Object> claims) {
    String client = platform.tool().clientId();
    claims.put("iss", platform.issuer());
    if (platform.has(Quirk.AUDIENCE_LIST)) {
      claims.put("aud", List.of(client));
      claims.put("azp", client);
    } else {
      claims.put("aud", client);
    }
    claims.put(Claim.DEPLOYMENT, platform.deployment());
    claims.put(Claim.VERSION, "1.3.0");
  }

  private void addPerson(Map<String, Object> claims, Person person) {
    claims.put("sub", person.id());
    if (!platform.has(Quirk.NO_NAMES)) {
      claims.put("given_name", person.given());
      claims.put("family_name", person.family());
      claims.put("name", person.name());
    }
    if (!platform.has(Quirk.NO_EMAIL)) {
      claims.put("email", person.id() + "@example.com");
    }
    claims.put(Claim.LIS, Map.of("person_sourcedid", "school:" + person.id()));
    claims.put(Claim.EXTENSIONS, Map.of("user_username", person.id(), "lms", family()));
  }

  private void addLink(Map<String, Object> claims, Person person, Activity activity) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("id", platform.has(Quirk.LINK_IS_CONTEXT) ? Course.ID : activity.id());
    link.put("title", activity.title());
    link.put("description", "An exam of " + Course.TITLE + ".\r\nTake your time.");
    claims.put(Claim.RESOURCE_LINK, link);
    claims.put(Claim.CUSTOM, custom(activity));
    if (platform.has(Quirk.BASIC_OUTCOME_CLAIM)) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("lis_result_sourcedid", names.nameOf(activity.id(), person.id()));
      outcome.put("lis_outcome_service_url", platform.at("/outcomes").toString());
      claims.put(Claim.BASIC_OUTCOME, outcome);
    }
    if (platform.has(Quirk.MIGRATION_CLAIM)) {
      Tool before = lms.tool();
      claims.put(Claim.LTI_11, MigrationClaim.of(before, person.id(), activity.id(), Course.ID));
    }
  }

  private Map<String, Object> custom(Activity activity) {
    Map<String, Object> custom = new LinkedHashMap<>(activity.custom());
    if (platform.has(Quirk.CUSTOM_EXTRAS)) {
      custom.put("context_memberships_url", rosterUrl());
      custom.put("link_setting_url", platform.at("/links/").toString() + "{link_id}/custom");
      custom.put("person_timezone", "$Person.address.timezone");
    }
    return custom;
  }

  private Map<String, Object> grades(String message, Activity activity) {
    Map<String, Object> grades = new LinkedHashMap<>();
    grades.put("scope", gradeScopes());
    grades.put("lineitems", LineItems.url(platform));
    if (Message.hasLink(message) && !platform.has(Quirk.LINK_IS_CONTEXT)) {
      platform
          .columns()
          .ofActivity(activity)
          .ifPresent(item -> grades.put("lineitem", LineItems.url(platform, item)));
    }
    return grades;
  }

  private List<String> gradeScopes() {
    List<String> scopes = new ArrayList<>(Scope.ALL);
    scopes.removeAll(List.of(Scope.ROSTER, Scope.GROUPS));
    if (platform.has(Quirk.LINE_ITEM_READONLY)) {
      scopes.remove(Scope.LINE_ITEM);
    }
    return scopes;
  }

  private Map<String, Object> roster() {
    return Map.of("context_memberships_url", rosterUrl(), "service_versions", List.of("2.0"));
  }

  private Map<String, Object> groups() {
    String course = platform.at("/lti13/courses/" + Course.ID).toString();
    return Map.of(
        "context_groups_url",
        course + "/groups",
        "context_group_sets_url",
        course + "/group-sets",
        "scope",
        List.of(Scope.GROUPS),
        "service_versions",
        List.of("1.0"));
  }

  private String rosterUrl() {
    return platform.at("/lti13/courses/" + Course.ID + "/members").toString();
  }

  private Map<String, Object> settings(String choice) {
    boolean text = platform.has(Quirk.SELECTION_SWITCHES_TEXT);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("deep_link_return_url", platform.at("/lti13/chosen/" + choice).toString());
    settings.put("accept_types", List.of("ltiResourceLink"));
    settings.put("accept_presentation_document_targets", List.of("iframe", "window"));
    settings.put("accept_multiple", text ? "true" : true);
    settings.put("accept_lineitem", text ? "true" : true);
    settings.put("auto_create", false);
    if (!platform.has(Quirk.SELECTION_WITHOUT_DATA)) {
      settings.put("data", data(choice));
    }
    return settings;
  }

  /** What a selection has to give back to the letter. */
  static String data(String choice) {
    return "csrf:\"" + choice + "\" é+%2F";
  }

  private String target(String message, Activity activity) {
    Registration tool = platform.tool();
    if (message.equals(Message.DEEP_LINKING)) {
      return tool.selectionUrl().toString();
    }
    return activity.target().isEmpty() ? tool.targetUrl().toString() : activity.target();
  }

  private Map<String, Object> context() {
    String full = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection";
    Object type = List.of(platform.has(Quirk.CONTEXT_TYPE_SHORT) ? "CourseSection" : full);
    return Map.of(
        "id",
        Course.ID,
        "label",
        Course.LABEL,
        "title",
        Course.TITLE,
        "type",
        platform.has(Quirk.CONTEXT_TYPE_TEXT) ? full : type);
  }

  private Map<String, Object> toolPlatform() {
    return Map.of(
        "guid",
        platform.at("/").getAuthority(),
        "name",
        "Demo LMS",
        "version",
        "1",
        "product_family_code",
        family());
  }

  private String family() {
    return platform.personality().family();
  }
}
