package org.examhall.bridge.registration;

import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.lti.registration.PlatformConfiguration;
import org.examhall.lti.registration.RegistrationAnswer;

/**
 * What a registration makes known of a platform.
 *
 * @param deploymentId empty: the first launch names it
 * @param scopes what was granted; empty: not told
 */
public record Proposal(Lti13Platform platform, Optional<String> deploymentId, List<String> scopes) {
  static Proposal of(PlatformConfiguration configuration, RegistrationAnswer answer) {
    return new Proposal(
        new Lti13Platform(
            configuration.issuer(),
            answer.clientId(),
            configuration.authorizationEndpoint().toString(),
            configuration.tokenEndpoint().toString(),
            configuration.keySet().toString(),
            configuration.authorizationServer(),
            configuration.product()),
        answer.deploymentId(),
        answer.scopes());
  }
}
