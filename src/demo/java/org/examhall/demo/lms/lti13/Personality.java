package org.examhall.demo.lms.lti13;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A real platform, as the sum of its habits. Source: docs/reference/demo-lms.md, "Habits". */
public enum Personality {
  /** What the specifications say, strictly. */
  PLAIN("examhall-demo-lms"),
  /** Of Instructure. */
  CANVAS(
      "canvas",
      Quirk.LOGIN_EXTRAS,
      Quirk.STORAGE_FRAME,
      Quirk.NO_EMAIL,
      Quirk.ROLES_WITH_INSTITUTION,
      Quirk.DEPLOYMENT_PER_COURSE,
      Quirk.THROTTLE_403,
      Quirk.STAMP_OLD_400,
      Quirk.PENDING_MANUAL_COUNTS,
      Quirk.REGISTRATION_TOKEN_FOR_CONFIGURATION,
      Quirk.GROUPS_UNTOLD),
  /** Version 4. */
  MOODLE(
      "moodle",
      Quirk.CONTEXT_TYPE_SHORT,
      Quirk.BASIC_OUTCOME_CLAIM,
      Quirk.CUSTOM_EXTRAS,
      Quirk.TOKEN_TYPE_HTML,
      Quirk.TOKEN_SCOPES_DROPPED,
      Quirk.WRONG_SCOPE_401,
      Quirk.ACCEPT_WHOLE,
      Quirk.LINE_ITEM_QUERY,
      Quirk.LINK_CURLY,
      Quirk.STAMP_BY_RECEIPT,
      Quirk.PENDING_CLEARS,
      Quirk.SCORE_ANSWER_EMPTY,
      Quirk.SCORE_REFUSALS_BARE,
      Quirk.RESULTS_UNPAGED,
      Quirk.ROSTER_ROLES_SHORT,
      Quirk.ROSTER_NAMES_ESCAPED,
      Quirk.ROSTER_WITHOUT_DIFFERENCES,
      Quirk.SELECTION_WITHOUT_DATA,
      Quirk.REGISTRATION_ERRORS_TEXT,
      Quirk.GROUPS_UNTOLD),
  /** Of Anthology. */
  BLACKBOARD(
      "BlackboardLearn",
      Quirk.LOGIN_BY_GET,
      Quirk.DEPLOYMENT_PER_SCHOOL,
      Quirk.ROLES_WITH_INSTITUTION,
      Quirk.ROSTER_WITHOUT_DIFFERENCES,
      Quirk.SELECTION_SUB_REQUIRED,
      Quirk.GROUPS_UNTOLD),
  /** Of D2L. */
  BRIGHTSPACE(
      "desire2learn",
      Quirk.KEYS_WITHOUT_ALG,
      Quirk.KEYS_NO_STORE,
      Quirk.NBF_NOW,
      Quirk.TOKEN_AUDIENCE_OTHER,
      Quirk.REGISTRATION_WITHOUT_TOKEN,
      Quirk.REGISTRATION_WITHOUT_DEPLOYMENT,
      Quirk.GROUPS_UNTOLD),
  /** With its own LTI 1.3. */
  SAKAI(
      "sakai",
      Quirk.STORAGE_PARENT,
      Quirk.LOGIN_HINT_ODD,
      Quirk.BASIC_OUTCOME_CLAIM,
      Quirk.LINE_ITEM_FIXED,
      Quirk.REGISTRATION_FIRST_MESSAGE,
      Quirk.GROUPS_UNTOLD),
  /** With xblock-lti-consumer, declarative grades. */
  OPEN_EDX(
      "open-edx",
      Quirk.NO_NAMES,
      Quirk.NO_EMAIL,
      Quirk.ROLES_WITH_NONE,
      Quirk.LINE_ITEM_READONLY,
      Quirk.MAXIMUM_WHOLE,
      Quirk.STAMP_EQUAL_REFUSED,
      Quirk.COMMENT_EMPTY_REFUSED,
      Quirk.GROUPS_UNTOLD),
  /** One issuer for all districts. */
  SCHOOLOGY("schoology", Quirk.DEPLOYMENT_PER_SCHOOL, Quirk.STORAGE_PARENT, Quirk.GROUPS_UNTOLD);

  private final String family;
  private final Set<Quirk> quirks;

  Personality(String family, Quirk... quirks) {
    this.family = family;
    this.quirks = Set.of(quirks);
  }

  /** What it calls itself: {@code product_family_code}. */
  public String family() {
    return family;
  }

  public Set<Quirk> quirks() {
    return quirks;
  }

  /** Its name in the control API, such as {@code open-edx}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The personality of that name. */
  public static Optional<Personality> find(String label) {
    return Arrays.stream(values()).filter(known -> known.label().equals(label)).findFirst();
  }
}
