package org.examhall.core.consumer;

import java.util.Arrays;
import java.util.Locale;

/**
 * The LMSs whose addresses and habits are known, so that nobody has to type them.
 *
 * <p>In an address {@code {address}} stands for that of the LMS, {@code {client_id}} for the client
 * id, and {@code {tool_id}} for a number that only the LMS knows. Source: the documentation of
 * each, as summed up under "LMS quirks" in our conformance notes.
 */
public enum Lms {
  /** Its issuer is the same for all hosted schools; a client is of one of them. */
  CANVAS(
      "canvas",
      "https://canvas.instructure.com",
      "https://sso.canvaslms.com/api/lti/authorize_redirect",
      "{address}/login/oauth2/token",
      "https://sso.canvaslms.com/api/lti/security/jwks",
      "",
      SelfRegistration.ALSO,
      Lti13Rules.USUAL.with(true, false)),
  /** A client is one tool of one site. */
  MOODLE(
      "moodle",
      "{address}",
      "{address}/mod/lti/auth.php",
      "{address}/mod/lti/token.php",
      "{address}/mod/lti/certs.php",
      "",
      SelfRegistration.BEST,
      Lti13Rules.USUAL.with(true, false)),
  /** One client for all schools of the world: a deployment is a school, and nobody knows which. */
  BLACKBOARD(
      "BlackboardLearn",
      "https://blackboard.com",
      "https://developer.blackboard.com/api/v1/gateway/oidcauth",
      "https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken",
      "https://developer.blackboard.com/api/v1/management/applications/{client_id}/jwks.json",
      "",
      SelfRegistration.PERHAPS,
      Lti13Rules.USUAL.with(false, true)),
  /** Tokens come from a host, for an audience, that all schools share. */
  BRIGHTSPACE(
      "desire2learn",
      "{address}",
      "{address}/d2l/lti/authenticate",
      "https://auth.brightspace.com/core/connect/token",
      "{address}/d2l/.well-known/jwks",
      "https://api.brightspace.com/auth/token",
      SelfRegistration.BEST,
      Lti13Rules.USUAL.with(true, false)),
  /** Its token address names the tool. */
  SAKAI(
      "sakai",
      "{address}",
      "{address}/imsoidc/lti13/oidc_auth",
      "{address}/imsblis/lti13/token/{tool_id}",
      "{address}/imsblis/lti13/keyset",
      "",
      SelfRegistration.BEST,
      Lti13Rules.USUAL.with(true, false)),
  /** A client is one block of a course, unless the site keeps a store of tools. */
  OPEN_EDX(
      "openedx",
      "{address}",
      "{address}/api/lti_consumer/v1/launch/",
      "{address}/api/lti_consumer/v1/token/{tool_id}",
      "{address}/api/lti_consumer/v1/public_keysets/{tool_id}",
      "",
      SelfRegistration.NO,
      Lti13Rules.USUAL.with(true, false)),
  /** One issuer for all districts. */
  SCHOOLOGY(
      "schoology",
      "https://schoology.schoology.com",
      "https://lti-service.svc.schoology.com/lti-service/authorize-redirect",
      "https://lti-service.svc.schoology.com/lti-service/access-token",
      "https://lti-service.svc.schoology.com/lti-service/.well-known/jwks",
      "",
      SelfRegistration.PERHAPS,
      Lti13Rules.USUAL),
  /** Everything has to be typed. */
  OTHER("", "", "", "", "", "", SelfRegistration.BEST, Lti13Rules.USUAL);

  /** Whether an LMS registers this tool by itself (dynamic registration). */
  public enum SelfRegistration {
    /** It does, and that is the shortest way. */
    BEST,
    /** It does; by hand is shorter. */
    ALSO,
    /** It is not known to: some sites may. */
    PERHAPS,
    /** It can't. */
    NO
  }

  private final Lti13Platform pattern;
  private final SelfRegistration selfRegistration;
  private final Lti13Rules rules;

  Lms(
      String product,
      String issuer,
      String authorizationUrl,
      String tokenUrl,
      String keySetUrl,
      String tokenAudience,
      SelfRegistration selfRegistration,
      Lti13Rules rules) {
    this.pattern =
        new Lti13Platform(
            issuer, "", authorizationUrl, tokenUrl, keySetUrl, tokenAudience, product);
    this.selfRegistration = selfRegistration;
    this.rules = rules;
  }

  /** The one whose {@code product_family_code} this is; {@link #OTHER} when nobody's is. */
  public static Lms ofProduct(String product) {
    return Arrays.stream(values())
        .filter(lms -> lms.pattern.product().equalsIgnoreCase(product))
        .findFirst()
        .orElse(OTHER);
  }

  /** The one that a form names; {@link #OTHER} when it names none. */
  public static Lms named(String name) {
    return Arrays.stream(values()).filter(lms -> lms.key().equals(name)).findFirst().orElse(OTHER);
  }

  /** What forms and message keys call it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it registers this tool by itself; docs/how-to/connect-an-lms.md says the same. */
  public SelfRegistration selfRegistration() {
    return selfRegistration;
  }

  /** How its launches are checked, unless the administrator decides otherwise. */
  public Lti13Rules rules() {
    return rules;
  }

  /** The platform at this address, without a client id; what is not known stays in braces. */
  public Lti13Platform at(String address) {
    String base = address.isBlank() ? "{address}" : address.strip().replaceFirst("/+$", "");
    return new Lti13Platform(
        pattern.issuer().replace("{address}", base),
        "",
        pattern.authorizationUrl().replace("{address}", base),
        pattern.tokenUrl().replace("{address}", base),
        pattern.keySetUrl().replace("{address}", base),
        pattern.tokenAudience(),
        pattern.product());
  }
}
