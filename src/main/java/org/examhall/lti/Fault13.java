package org.examhall.lti;

import org.examhall.kernel.fault.Kind;

/**
 * Why an LTI 1.3 message was refused: one constant per check, in the order of the checks.
 *
 * <p>The name and the clause are for the administrator's log. The sender reads only {@link
 * #messageKey()}, which is the same for every fault of a {@link Stage}: a forged token can't tell
 * an unknown key from a wrong signature. What to do about each is in {@code
 * docs/reference/lti13.md}.
 */
public enum Fault13 implements Clause {
  LOGIN_PARAMETER_MISSING(Stage.LOGIN, "Security Framework 1.1 section 5.1.1.1; LI-01"),
  LOGIN_PARAMETER_REPEATED(Stage.LOGIN_TWICE, "Security Framework 1.1 section 5.1.1.1; LI-01"),
  LOGIN_TOO_LONG(Stage.LOGIN_SIZE, "LI-03, limits"),
  ISSUER_UNKNOWN(Stage.STRANGER, "Security Framework 1.1 section 5.1.1.1; LI-02"),
  CLIENT_UNKNOWN(Stage.STRANGER, "LTI 1.3 section 4.1.3; LI-02"),
  CLIENT_AMBIGUOUS(Stage.AMBIGUOUS, "LTI 1.3 section 4.1.3; LI-02"),
  LOGIN_ADDRESS_OF_ANOTHER(Stage.ELSEWHERE, "LTI 1.3 section 4.1.3; LI-02"),
  REGISTRATION_INACTIVE(Stage.INACTIVE, "LI-02, approval by the admin"),
  LOGIN_TARGET_FOREIGN(Stage.MESSAGE, "LTI 1.3 section 5.3.4; LA-13"),

  LAUNCH_NOT_A_FORM(Stage.READING, "OAuth 2.0 Form Post Response Mode section 2; LA-01"),
  PLATFORM_ERROR(Stage.PLATFORM, "OpenID Connect Core section 3.1.2.6; LA-01"),
  TOKEN_MISSING(Stage.READING, "OpenID Connect Core section 3.2.2.5; LA-01"),
  STATE_MISSING(Stage.BROWSER, "Security Framework 1.1 section 5.1.1.2; LA-02"),
  STATE_UNKNOWN(Stage.BROWSER, "Security Framework 1.1 section 5.1.1.2; LA-02"),
  STATE_OF_ANOTHER_BROWSER(Stage.BROWSER, "Security Framework 1.1 section 5.1.1.2; LA-02"),
  STATE_USED(Stage.FRESHNESS, "Security Framework 1.1 section 5.1.1.2; LA-02"),
  STATE_EXPIRED(Stage.FRESHNESS, "Security Framework 1.1 section 5.1.1.2; LI-05"),

  TOKEN_TOO_LARGE(Stage.SIZE, "LA-03, limits"),
  TOKEN_ENCRYPTED(Stage.TRUST, "RFC 7516 section 9; LA-03"),
  TOKEN_NOT_COMPACT(Stage.TRUST, "RFC 7515 section 7.1; LA-03"),
  TOKEN_ENCODING(Stage.TRUST, "RFC 7515 section 2, base64url; LA-03"),
  HEADER_UNREADABLE(Stage.TRUST, "RFC 7515 section 4; LA-03"),
  ALGORITHM_NONE(Stage.TRUST, "Security Framework 1.1 section 5.1.3; LA-03"),
  ALGORITHM_SYMMETRIC(Stage.TRUST, "Security Framework 1.1 section 5.1.3; LA-03"),
  ALGORITHM_NOT_ALLOWED(Stage.TRUST, "Security Framework 1.1 section 5.1.3; LA-03"),
  PAYLOAD_UNENCODED(Stage.TRUST, "RFC 7797 section 3; LA-03"),
  EXTENSION_CRITICAL(Stage.TRUST, "RFC 7515 section 4.1.11; LA-03"),
  TOKEN_UNSIGNED(Stage.TRUST, "RFC 7515 section 7.1; LA-03"),
  KEYS_UNREACHABLE(Stage.KEYS, "Security Framework 1.1 section 6.3; LA-05"),
  KID_MISSING(Stage.TRUST, "Security Framework 1.1 section 6.3; LA-04"),
  KID_UNKNOWN(Stage.TRUST, "Security Framework 1.1 section 6.3; LA-04, LA-05"),
  KEY_DOES_NOT_FIT(Stage.TRUST, "RFC 7515 section 10.7; LA-03, LA-04"),
  KEY_TOO_SHORT(Stage.TRUST, "RFC 7518 section 3.3; LA-03"),
  SIGNATURE_WRONG(Stage.TRUST, "Security Framework 1.1 section 5.1.3; LA-03"),
  CLAIMS_NOT_UTF8(Stage.TRUST, "RFC 7519 section 7.2; LA-14"),
  CLAIMS_TOO_DEEP(Stage.TRUST, "LA-14, limits"),
  CLAIM_REPEATED(Stage.TRUST, "RFC 7519 section 4; LA-14"),
  CLAIMS_UNREADABLE(Stage.TRUST, "RFC 7519 section 7.2; LA-14"),

  ISSUER_WRONG(Stage.TRUST, "OpenID Connect Core section 3.1.3.7, 2; LA-06"),
  AUDIENCE_WRONG(Stage.TRUST, "OpenID Connect Core section 3.1.3.7, 3; LA-07"),
  AUTHORIZED_PARTY_MISSING(Stage.TRUST, "OpenID Connect Core section 3.1.3.7, 4; LA-07"),
  AUTHORIZED_PARTY_WRONG(Stage.TRUST, "OpenID Connect Core section 3.1.3.7, 5; LA-07"),
  AUDIENCE_NOT_TRUSTED(Stage.TRUST, "OpenID Connect Core section 3.1.3.7, 3; LA-07"),
  EXPIRY_MISSING(Stage.TRUST, "OpenID Connect Core section 2; LA-08"),
  ISSUE_TIME_MISSING(Stage.TRUST, "OpenID Connect Core section 2; LA-08"),
  TIME_UNREADABLE(Stage.TRUST, "RFC 7519 section 2, NumericDate; LA-08"),
  EXPIRED(Stage.FRESHNESS, "OpenID Connect Core section 3.1.3.7, 9; LA-08"),
  ISSUED_IN_FUTURE(Stage.FRESHNESS, "OpenID Connect Core section 3.1.3.7, 10; LA-08"),
  ISSUED_TOO_LONG_AGO(Stage.FRESHNESS, "OpenID Connect Core section 3.1.3.7, 10; LA-08"),
  NOT_VALID_YET(Stage.FRESHNESS, "RFC 7519 section 4.1.5; LA-08"),
  NONCE_MISSING(Stage.TRUST, "OpenID Connect Core section 3.1.3.7, 11; LA-09"),
  NONCE_WRONG(Stage.FRESHNESS, "OpenID Connect Core section 3.1.3.7, 11; LA-09"),

  LTI_VERSION_WRONG(Stage.MESSAGE, "LTI 1.3 section 5.3.2; LA-10"),
  MESSAGE_TYPE_MISSING(Stage.MESSAGE, "LTI 1.3 section 5.3.1; LA-10"),
  MESSAGE_TYPE_UNSUPPORTED(Stage.TYPE, "LTI 1.3 section 5.3.1; LA-17"),
  DEPLOYMENT_MISSING(Stage.MESSAGE, "LTI 1.3 section 5.3.3; LA-10"),
  DEPLOYMENT_UNREADABLE(Stage.MESSAGE, "LTI 1.3 section 5.3.3; LA-10"),
  DEPLOYMENT_CHANGED(Stage.MESSAGE, "LTI 1.3 section 4.1.2; LI-05"),
  DEPLOYMENT_UNKNOWN(Stage.DEPLOYMENT, "LTI 1.3 section 3.1.3; LA-11"),
  TARGET_MISSING(Stage.MESSAGE, "LTI 1.3 section 5.3.4; LA-12"),
  TARGET_FOREIGN(Stage.MESSAGE, "LTI 1.3 section 5.3.4; LA-13"),
  TARGET_CHANGED(Stage.MESSAGE, "LTI 1.3 section 5.3.4; LA-13"),
  RESOURCE_LINK_MISSING(Stage.MESSAGE, "LTI 1.3 section 5.3.5; LA-12"),
  ROLES_MISSING(Stage.MESSAGE, "LTI 1.3 section 5.3.7; LA-12"),
  SUBJECT_MISSING(Stage.MESSAGE, "LTI 1.3 section 5.3.6; LA-12"),
  SUBJECT_UNREADABLE(Stage.MESSAGE, "OpenID Connect Core section 2; LA-12"),
  SETTINGS_MISSING(Stage.MESSAGE, "Deep Linking 2.0 section 4.4.1; DL-01"),
  SETTINGS_RETURN_URL_UNUSABLE(Stage.MESSAGE, "Deep Linking 2.0 section 4.4.1; DL-01"),
  FOR_USER_MISSING(Stage.MESSAGE, "Submission Review 1.0 section 3; SR-01"),
  LINE_ITEM_MISSING(Stage.MESSAGE, "Submission Review 1.0 section 3; SR-01"),

  ITEM_TYPE_NOT_ACCEPTED(Stage.SELECTION_TYPE, "Deep Linking 2.0 section 4.4.1; DL-05"),
  ITEMS_TOO_MANY(Stage.SELECTION_COUNT, "Deep Linking 2.0 section 4.4.1; DL-05");

  /** The part of the work that a fault belongs to. */
  public enum Stage {
    /** The login initiation lacks what {@code {0}} names. */
    LOGIN(Kind.BAD_INPUT, "lti.login.incomplete"),
    /** The login initiation says {@code {0}} twice, and differently. */
    LOGIN_TWICE(Kind.BAD_INPUT, "lti.login.repeated"),
    /** The login initiation has more than an address can bring back. */
    LOGIN_SIZE(Kind.TOO_LARGE, "lti.login.long"),
    /** No platform of that name is registered here. */
    STRANGER(Kind.BAD_INPUT, "lti.login.unknown"),
    /** Several registrations fit. */
    AMBIGUOUS(Kind.BAD_INPUT, "lti.login.ambiguous"),
    /** It came to the address of one registration and names another. */
    ELSEWHERE(Kind.BAD_INPUT, "lti.login.elsewhere"),
    /** Registered, and not approved or switched off. */
    INACTIVE(Kind.FORBIDDEN, "lti.login.inactive"),
    /** More bytes than a launch ever has. */
    SIZE(Kind.TOO_LARGE, "lti.launch.unreadable"),
    /** The request could not be read as a launch at all. */
    READING(Kind.BAD_INPUT, "lti.launch.unreadable"),
    /** The platform itself says, in {@code {0}}, that it does not launch. */
    PLATFORM(Kind.BAD_INPUT, "lti.launch.platform"),
    /** This browser did not begin the login that the launch ends. */
    BROWSER(Kind.UNAUTHENTICATED, "lti.launch.browser"),
    /** The platform's keys can't be had. */
    KEYS(Kind.UNAVAILABLE, "lti.launch.keys"),
    /** Nothing shows that the registered platform signed it for us. */
    TRUST(Kind.UNAUTHENTICATED, "lti.launch.untrusted"),
    /** From the registered platform, but too long ago, in the future, or used before. */
    FRESHNESS(Kind.UNAUTHENTICATED, "lti.launch.stale"),
    /** Genuine and fresh, but not a message that we understand. */
    MESSAGE(Kind.BAD_INPUT, "lti.launch.incomplete"),
    /** A type of message that we don't serve; {@code {0}} lists those that we do. */
    TYPE(Kind.BAD_INPUT, "lti.launch.unsupported"),
    /** From a place in the platform that nobody accepted yet. */
    DEPLOYMENT(Kind.FORBIDDEN, "lti.launch.deployment"),
    /** The platform takes no links to exams here. */
    SELECTION_TYPE(Kind.CONFLICT, "lti.selection.type"),
    /** The platform takes one link. */
    SELECTION_COUNT(Kind.CONFLICT, "lti.selection.count");

    private final Kind kind;
    private final String messageKey;

    Stage(Kind kind, String messageKey) {
      this.kind = kind;
      this.messageKey = messageKey;
    }
  }

  private final Stage stage;
  private final String clause;

  Fault13(Stage stage, String clause) {
    this.stage = stage;
    this.clause = clause;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Kind kind() {
    return stage.kind;
  }

  @Override
  public String messageKey() {
    return stage.messageKey;
  }
}
