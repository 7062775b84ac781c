package org.examhall.lti.service;

/**
 * What a platform may let us do through its services.
 *
 * <p>Source: AGS 2.0 sections 3.1 to 3.4; NRPS 2.0 section 3; Course Groups 1.0.
 */
public enum ServiceScope {
  /** Line items: list, make, change, remove. */
  LINE_ITEM("lti-ags/scope/lineitem"),
  /** Line items: list. */
  LINE_ITEM_READONLY("lti-ags/scope/lineitem.readonly"),
  /** Results: read. */
  RESULT_READONLY("lti-ags/scope/result.readonly"),
  /** Scores: write. */
  SCORE("lti-ags/scope/score"),
  /** Members of a course: read. */
  MEMBERSHIP_READONLY("lti-nrps/scope/contextmembership.readonly"),
  /** Groups of a course: read. */
  GROUP_READONLY("lti-gs/scope/contextgroup.readonly");

  private final String path;

  ServiceScope(String path) {
    this.path = path;
  }

  /** Name in claims and token requests; compared exactly. */
  public String uri() {
    return "https://purl.imsglobal.org/spec/" + path;
  }
}
