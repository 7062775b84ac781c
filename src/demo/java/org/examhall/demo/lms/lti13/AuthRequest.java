package org.examhall.demo.lms.lti13;

import java.net.URI;
import java.util.Map;

/**
 * What the tool asks the authorization endpoint for.
 *
 * <p>As strict as Moodle: a request that cannot be trusted, {@link Refused} without an error code,
 * is shown to the person alone; the others are answered to the tool. Source: OpenID Connect Core
 * section 3.2.2.1, LTI Security Framework 1.1 section 5.1.1.2.
 *
 * @param hint whom it is about, as the login said
 * @param messageHint what it is about, as the login said
 */
public record AuthRequest(
    URI redirectUri, String nonce, String state, String hint, String messageHint) {

  /** Reads it, as far as it can be trusted to come from the tool. */
  public static AuthRequest of(Map<String, String> parameters, Registration tool) {
    String redirect = parameters.getOrDefault("redirect_uri", "");
    demand(tool.redirectUris().contains(redirect), "redirect_uri is not a registered one");
    demand(is(parameters, "scope", "openid"), "scope is not openid");
    demand(is(parameters, "response_type", "id_token"), "response_type is not id_token");
    demand(!parameters.getOrDefault("nonce", "").isEmpty(), "nonce is missing");
    demand(!parameters.getOrDefault("login_hint", "").isEmpty(), "login_hint is missing");
    return new AuthRequest(
        URI.create(redirect),
        parameters.getOrDefault("nonce", ""),
        parameters.getOrDefault("state", ""),
        parameters.getOrDefault("login_hint", ""),
        parameters.getOrDefault("lti_message_hint", ""));
  }

  /** Refuses with an error for the tool. */
  public static void check(Map<String, String> parameters, Registration tool) {
    tell(is(parameters, "client_id", tool.clientId()), "unauthorized_client", "client_id");
    tell(is(parameters, "response_mode", "form_post"), "invalid_request", "response_mode");
    String prompt = parameters.getOrDefault("prompt", "none");
    tell(prompt.equals("none"), "invalid_request", "prompt");
  }

  private static boolean is(Map<String, String> parameters, String name, String value) {
    return value.equals(parameters.get(name));
  }

  private static void demand(boolean condition, String otherwise) {
    Refused.unless(condition, 400, "", "Invalid request: " + otherwise + ".");
  }

  private static void tell(boolean condition, String error, String parameter) {
    Refused.unless(condition, 400, error, parameter + " is not as it should be");
  }
}
