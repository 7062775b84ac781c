package org.examhall.bridge.launch;

import java.util.Optional;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.LtiStates;
import org.examhall.lti.jose.VerifiedToken;

/**
 * A launch whose token is genuine and answers a login of ours.
 *
 * @param login what was remembered of that login
 * @param isBound whether this browser is known to have begun it; else nothing may follow from the
 *     token yet
 */
public record Arrival13(
    String state,
    Lti13Registration registration,
    VerifiedToken token,
    LtiStates.Answer login,
    boolean isBound) {
  /** Where the platform may keep what binds the browser, if it offered to. */
  public Optional<PlatformStorage> storage() {
    return Optional.of(login.storageFrame())
        .filter(frame -> !frame.isEmpty())
        .flatMap(
            frame -> PlatformStorage.of(frame, registration.platform().authorizationUrl(), state));
  }
}
