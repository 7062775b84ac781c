package org.examhall.bridge.registration;

import org.examhall.core.consumer.Lti13Registration;

/**
 * How a registration that the platform accepted ended on our side.
 *
 * @param registration the one that was made or updated; as it was, while consent is missing
 * @param sealedProposal what the registration would be changed to; empty when nothing is open
 */
public record Registered(Lti13Registration registration, String sealedProposal) {
  /** Whether there is one of this client already, and it is changed only with consent. */
  public boolean needsConsent() {
    return !sealedProposal.isEmpty();
  }
}
