package org.examhall.demo.lms.lti13;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A habit of some real platform; without any, the platform is strict and does what the
 * specifications say. Each can be switched alone.
 *
 * <p>Source: docs/reference/demo-lms.md, "Habits".
 */
public enum Quirk {
  /** Logins are initiated by GET. */
  LOGIN_BY_GET,
  /** The login hint is opaque text with characters that have to be escaped. */
  LOGIN_HINT_ODD,
  /** The login does not say which client. */
  LOGIN_WITHOUT_CLIENT,
  /** The login does not say which deployment. */
  LOGIN_WITHOUT_DEPLOYMENT,
  /** The login has parameters that nobody asked for. */
  LOGIN_EXTRAS,
  /** Storage is offered by the page around the tool. */
  STORAGE_PARENT,
  /** Storage is offered by a frame of that page. */
  STORAGE_FRAME,
  /** Storage is offered and never answers. */
  STORAGE_SILENT,
  /** Keys do not say their algorithm. */
  KEYS_WITHOUT_ALG,
  /** The key set is not to be cached. */
  KEYS_NO_STORE,
  /** Tokens are valid from this very second. */
  NBF_NOW,
  /** The audience is a list, and azp is there. */
  AUDIENCE_LIST,
  /** No names are told. */
  NO_NAMES,
  /** No e-mail address is told. */
  NO_EMAIL,
  /** The course's type is a short word. */
  CONTEXT_TYPE_SHORT,
  /** The course's type is a text, not a list. */
  CONTEXT_TYPE_TEXT,
  /** Roles come with system/person#None. */
  ROLES_WITH_NONE,
  /** Roles come with institution and system roles. */
  ROLES_WITH_INSTITUTION,
  /** The old outcome service is told of, too. */
  BASIC_OUTCOME_CLAIM,
  /** Custom parameters have the addresses of services, and a variable that nobody resolved. */
  CUSTOM_EXTRAS,
  /** Links bear the course's id and have no column. */
  LINK_IS_CONTEXT,
  /** Activities get no column by themselves. */
  LINK_WITHOUT_COLUMN,
  /** A deployment for each course. */
  DEPLOYMENT_PER_COURSE,
  /** A deployment for each school, while the client is the same for all. */
  DEPLOYMENT_PER_SCHOOL,
  /** Launches prove which LTI 1.1 key they had before. */
  MIGRATION_CLAIM,
  /** Requests for tokens have an audience that is not the token endpoint. */
  TOKEN_AUDIENCE_OTHER,
  /** Token answers are called HTML. */
  TOKEN_TYPE_HTML,
  /** Tokens are of type bearer, small. */
  TOKEN_BEARER_SMALL,
  /** Scopes that are not known are dropped without a word. */
  TOKEN_SCOPES_DROPPED,
  /** A token for something else gets 401 instead of 403. */
  WRONG_SCOPE_401,
  /** More than ten requests a second get 403 Rate Limit Exceeded. */
  THROTTLE_403,
  /** Accept is compared as one text. */
  ACCEPT_WHOLE,
  /** Addresses of line items have a query. */
  LINE_ITEM_QUERY,
  /** Line items cannot be changed. */
  LINE_ITEM_FIXED,
  /** Line items may be read alone. */
  LINE_ITEM_READONLY,
  /** Maxima are whole numbers. */
  MAXIMUM_WHOLE,
  /** Link headers have curly quotes and HTML entities. */
  LINK_CURLY,
  /** A score is dated by its arrival; one that is not newer, by the second, gets 409. */
  STAMP_BY_RECEIPT,
  /** A score with the time of the last one, or an earlier one, gets 400, sorted by field. */
  STAMP_EQUAL_REFUSED,
  /** An old score gets 400 instead of 409. */
  STAMP_OLD_400,
  /** A score that is not FullyGraded clears the grade. */
  PENDING_CLEARS,
  /** A score that is PendingManual counts. */
  PENDING_MANUAL_COUNTS,
  /** An empty comment is refused. */
  COMMENT_EMPTY_REFUSED,
  /** A score that was taken is answered with nothing. */
  SCORE_ANSWER_EMPTY,
  /** A refused score gets 400 and an empty list. */
  SCORE_REFUSALS_BARE,
  /** Results cannot be paged. */
  RESULTS_UNPAGED,
  /** The roster has short roles. */
  ROSTER_ROLES_SHORT,
  /** The roster's names are escaped for HTML. */
  ROSTER_NAMES_ESCAPED,
  /** The roster comes in pages of two, and so do groups. */
  ROSTER_PAGES_OF_TWO,
  /** The roster tells no differences. */
  ROSTER_WITHOUT_DIFFERENCES,
  /** Nothing is told of groups. */
  GROUPS_UNTOLD,
  /** Ids of groups and sets are numbers. */
  GROUPS_NUMBERED,
  /** A selection's request has no data. */
  SELECTION_WITHOUT_DATA,
  /** A selection's switches are texts. */
  SELECTION_SWITCHES_TEXT,
  /** The answer to a selection needs a sub, the client id. */
  SELECTION_SUB_REQUIRED,
  /** Registration works without a token. */
  REGISTRATION_WITHOUT_TOKEN,
  /** The configuration is given for the token alone. */
  REGISTRATION_TOKEN_FOR_CONFIGURATION,
  /** The answer does not name a deployment. */
  REGISTRATION_WITHOUT_DEPLOYMENT,
  /** Errors of the registration are plain text. */
  REGISTRATION_ERRORS_TEXT,
  /** Of several messages for selection the first counts, not the last. */
  REGISTRATION_FIRST_MESSAGE;

  /** Its name in the control API, such as {@code nbf-now}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The quirk of that name. */
  public static Optional<Quirk> find(String label) {
    return Arrays.stream(values()).filter(known -> known.label().equals(label)).findFirst();
  }
}
