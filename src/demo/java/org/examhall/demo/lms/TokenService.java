package org.examhall.demo.lms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;
import org.examhall.demo.lms.lti13.Scope;

/**
 * Gives out bearer tokens for the services.
 *
 * <p>Source: RFC 6749 section 4.4, RFC 7523, LTI Security Framework 1.1 section 4.
 */
final class TokenService {
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Platform platform;

  TokenService(Platform platform) {
    this.platform = platform;
  }

  Answer answer(Call call) {
    Map<String, String> form = form(call);
    demand(form, "grant_type", "client_credentials", "unsupported_grant_type");
    demand(form, "client_assertion_type", ASSERTION_TYPE, "invalid_request");
    String assertion = form.getOrDefault("client_assertion", "");
    Refused.unless(!assertion.isEmpty(), 400, "invalid_request", "client_assertion is missing");
    platform.toolTokens().assertion(assertion, platform.tool(), Set.of(platform.audience()));
    List<String> scopes = granted(form.getOrDefault("scope", ""));
    return Answer.json(200, type(), token(scopes)).with("Pragma", "no-cache");
  }

  private static Map<String, String> form(Call call) {
    String type = call.header("Content-Type").orElse("");
    Refused.unless(
        type.startsWith("application/x-www-form-urlencoded"),
        400,
        "invalid_request",
        "Content-Type is not application/x-www-form-urlencoded");
    return call.form();
  }

  private static void demand(
      Map<String, String> form, String name, String value, String otherwise) {
    Refused.unless(value.equals(form.get(name)), 400, otherwise, name + " is not " + value);
  }

  private List<String> granted(String wanted) {
    List<String> known = new ArrayList<>(Scope.ALL);
    if (platform.has(Quirk.LINE_ITEM_READONLY)) {
      known.remove(Scope.LINE_ITEM);
    }
    List<String> granted = new ArrayList<>(List.of(wanted.split(" ")));
    if (platform.has(Quirk.GROUPS_UNTOLD)) {
      known.remove(Scope.GROUPS);
    }
    boolean allKnown = known.containsAll(granted);
    granted.retainAll(known);
    boolean enough = platform.has(Quirk.TOKEN_SCOPES_DROPPED) ? !granted.isEmpty() : allKnown;
    Refused.unless(enough, 400, "invalid_scope", "not all of the scope may be given");
    return granted;
  }

  private Map<String, Object> token(List<String> scopes) {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("access_token", platform.tokens().issue(scopes));
    token.put("token_type", platform.has(Quirk.TOKEN_BEARER_SMALL) ? "bearer" : "Bearer");
    token.put("expires_in", platform.tokens().lifetime().toSeconds());
    token.put("scope", String.join(" ", scopes));
    return token;
  }

  private String type() {
    return platform.has(Quirk.TOKEN_TYPE_HTML) ? "text/html; charset=utf-8" : MediaType.JSON;
  }
}
