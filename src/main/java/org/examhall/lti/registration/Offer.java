package org.examhall.lti.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What we ask of every platform: messages, scopes, claims and custom parameters. */
final class Offer {
  static final String RESOURCE_LINK = "LtiResourceLinkRequest";
  static final String DEEP_LINKING = "LtiDeepLinkingRequest";

  /** Where a teacher chooses an exam; Canvas writes its own with an address before the name. */
  static final List<String> PLACEMENTS =
      List.of("ContentArea", "assignment_selection", "link_selection");

  /** Moodle sends no name unless it is asked for here. */
  static final List<String> CLAIMS =
      List.of("iss", "sub", "name", "given_name", "family_name", "email");

  static final List<String> SCOPES =
      List.of(
          "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
          "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
          "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
          "https://purl.imsglobal.org/spec/lti-ags/scope/score",
          "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly");

  /** Asked for only where the platform says that it knows it: some refuse what they do not know. */
  static final String GROUPS = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";

  private Offer() {}

  /** Whether a placement, as a platform writes it, is one where a teacher chooses an exam. */
  static boolean isOurs(String placement) {
    return PLACEMENTS.contains(placement.substring(placement.lastIndexOf('/') + 1));
  }

  /** Name of each custom parameter and the variable that the platform puts there. */
  static Map<String, String> custom() {
    Map<String, String> custom = new LinkedHashMap<>();
    custom.put("resource_link_id_history", "$ResourceLink.id.history");
    custom.put("context_id_history", "$Context.id.history");
    custom.put("available_start", "$ResourceLink.available.startDateTime");
    custom.put("available_end", "$ResourceLink.available.endDateTime");
    custom.put("submission_start", "$ResourceLink.submission.startDateTime");
    custom.put("submission_end", "$ResourceLink.submission.endDateTime");
    custom.put("time_zone", "$Person.address.timezone");
    return custom;
  }
}
