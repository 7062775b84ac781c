package org.examhall.lti;

import org.examhall.kernel.fault.Kind;

/**
 * Why an LTI 1.1 message was refused: one constant per check.
 *
 * <p>The name and the clause are for the administrator's log. The sender reads only {@link
 * #messageKey()}, which is the same for every fault of a {@link Stage}: a forged launch can't tell
 * an unknown key from a wrong secret. What to do about each is in {@code docs/reference/lti11.md}.
 */
public enum Fault implements Clause {
  NOT_A_FORM(Stage.READING, "LTI 1.1 section 4.2; L11-01"),
  TOO_LARGE(Stage.SIZE, "L11-01, limits"),
  TOO_MANY_PARAMETERS(Stage.READING, "L11-01, limits"),
  FORM_MALFORMED(Stage.READING, "RFC 5849 section 3.4.1.3.1; OA-06"),
  AUTHORIZATION_MALFORMED(Stage.READING, "RFC 5849 section 3.5.1; OA-06"),
  URL_UNUSABLE(Stage.READING, "RFC 5849 section 3.4.1.2; OA-05"),

  OAUTH_PARAMETER_MISSING(Stage.TRUST, "RFC 5849 section 3.1; OA-03"),
  OAUTH_PARAMETER_REPEATED(Stage.TRUST, "RFC 5849 section 3.1; OA-03"),
  VERSION_UNKNOWN(Stage.TRUST, "RFC 5849 section 3.1; OA-02"),
  METHOD_NOT_ALLOWED(Stage.TRUST, "RFC 5849 section 3.4; OA-01"),
  TIMESTAMP_UNREADABLE(Stage.TRUST, "RFC 5849 section 3.3; OA-12"),
  NONCE_UNREADABLE(Stage.TRUST, "RFC 5849 section 3.3; OA-13"),
  KEY_UNKNOWN(Stage.TRUST, "RFC 5849 section 3.2; OA-14"),
  KEY_DISABLED(Stage.TRUST, "RFC 5849 section 3.2; OA-14"),
  SIGNATURE_WRONG(Stage.TRUST, "RFC 5849 section 3.2; OA-04 to OA-11"),
  METHOD_BELOW_MINIMUM(Stage.TRUST, "OA-01, minimum of the key"),

  TIMESTAMP_OUTSIDE_WINDOW(Stage.FRESHNESS, "RFC 5849 section 3.3; OA-12"),
  NONCE_USED(Stage.FRESHNESS, "RFC 5849 section 3.3; OA-13"),

  RELAUNCH_STATE_WRONG(Stage.FRESHNESS, "LTI 1.1.2; L112-2"),

  MESSAGE_TYPE_WRONG(Stage.MESSAGE, "LTI 1.1 section 3; L11-02"),
  LTI_VERSION_WRONG(Stage.MESSAGE, "LTI 1.1 section 3; L11-02"),
  RESOURCE_LINK_MISSING(Stage.MESSAGE, "LTI 1.1 section 3; L11-02"),
  FIELD_AMBIGUOUS(Stage.MESSAGE, "LTI 1.1 section 3; L11-02"),
  RELAUNCH_INCOMPLETE(Stage.MESSAGE, "LTI 1.1.2; L112-1"),
  SELECTION_INCOMPLETE(Stage.MESSAGE, "Content-Item 1.0 section 3.1; CI-01"),
  SELECTION_BY_OTHERS(Stage.ROLE, "CI-04");

  /** The part of the work that a fault belongs to, in the order in which the parts are done. */
  public enum Stage {
    /** More bytes than a launch ever has. */
    SIZE(Kind.TOO_LARGE, "lti.launch.unreadable"),
    /** The request could not be read as a launch at all. */
    READING(Kind.BAD_INPUT, "lti.launch.unreadable"),
    /** Nothing shows that a known platform signed it. */
    TRUST(Kind.UNAUTHENTICATED, "lti.launch.untrusted"),
    /** Signed by a known platform, but too long ago, in the future, or used before. */
    FRESHNESS(Kind.UNAUTHENTICATED, "lti.launch.stale"),
    /** Genuine and fresh, but not a launch that we understand. */
    MESSAGE(Kind.BAD_INPUT, "lti.launch.incomplete"),
    /** Understood, but not for this person. */
    ROLE(Kind.FORBIDDEN, "lti.launch.role");

    private final Kind kind;
    private final String messageKey;

    Stage(Kind kind, String messageKey) {
      this.kind = kind;
      this.messageKey = messageKey;
    }
  }

  private final Stage stage;
  private final String clause;

  Fault(Stage stage, String clause) {
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
