package org.examhall.lti.deeplink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.WebAddress;
import org.examhall.lti.jose.Claims;
import org.examhall.lti.jose.VerifiedToken;

/**
 * A genuine request for a selection that comes to nothing, whatever else is wrong with it.
 *
 * @param returnUrl where the platform wants the answer
 * @param response that has no links
 */
public record SelectionToRefuse(WebAddress returnUrl, DeepLinkResponse response) {
  private static final String REQUEST = "LtiDeepLinkingRequest";

  /** Of this token; empty when it is another message, or does not say where to answer. */
  public static Optional<SelectionToRefuse> of(VerifiedToken token) {
    Claims claims = token.claims();
    if (claims.text(ClaimNames.core("message_type")).filter(REQUEST::equals).isEmpty()) {
      return Optional.empty();
    }
    return claims
        .text(ClaimNames.core("deployment_id"))
        .flatMap(
            deployment ->
                claims
                    .sent(ClaimNames.deepLinking("deep_linking_settings"))
                    .flatMap(SelectionToRefuse::settings)
                    .map(s -> of(token, deployment, s)));
  }

  private static SelectionToRefuse of(
      VerifiedToken token, String deployment, DeepLinkSettings settings) {
    return new SelectionToRefuse(
        settings.returnUrl(),
        new DeepLinkResponse(token.issuer(), token.clientId(), deployment, settings.data()));
  }

  private static Optional<DeepLinkSettings> settings(JsonNode claim) {
    try {
      return Optional.of(DeepLinkSettings.read(claim));
    } catch (Refused unusable) {
      return Optional.empty();
    }
  }
}
