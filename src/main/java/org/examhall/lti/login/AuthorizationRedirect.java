package org.examhall.lti.login;

import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.lti.WebAddress;

/**
 * Where the browser goes to fetch the token.
 *
 * <p>Shape: the registered endpoint with its own query, then our parameters. Some platforms compare
 * them strictly, so there are no others. Source: Security Framework 1.1 section 5.1.1.2, OAuth 2.0
 * Form Post Response Mode.
 *
 * @param endpoint the registration's {@code authorization_endpoint}
 * @param clientId ours there
 * @param redirectUri our one registered address for launches, whatever the target
 */
public record AuthorizationRedirect(WebAddress endpoint, String clientId, String redirectUri) {

  /**
   * The address that answers {@code request}.
   *
   * @param state of {@code A-Za-z0-9_-} only: platforms change others
   */
  public String to(LoginRequest request, String state, String nonce) {
    Map<String, String> added = new LinkedHashMap<>();
    added.put("scope", "openid");
    added.put("response_type", "id_token");
    added.put("response_mode", "form_post");
    added.put("prompt", "none");
    added.put("client_id", clientId);
    added.put("redirect_uri", redirectUri);
    added.put("login_hint", request.loginHint());
    added.put("state", state);
    added.put("nonce", nonce);
    request.messageHint().ifPresent(hint -> added.put("lti_message_hint", hint));
    request.deploymentId().ifPresent(id -> added.put("lti_deployment_id", id));
    return endpoint.with(added);
  }
}
