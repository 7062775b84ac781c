package org.examhall.lti.outcome;

import org.examhall.lti.oauth.SignatureMethod;

/**
 * Where one person's grade goes and how calls there are signed.
 *
 * @param serviceUrl {@code lis_outcome_service_url} of a verified launch
 * @param sourcedId {@code lis_result_sourcedid} of the same launch, byte for byte
 * @param secret the current shared secret, decrypted
 * @param method SHA-1 unless the platform is known to take SHA-256; Moodle and edX do not
 */
public record OutcomeTarget(
    String serviceUrl,
    String sourcedId,
    String consumerKey,
    String secret,
    SignatureMethod method) {
  /** Never shows the secret. */
  @Override
  public String toString() {
    return "outcome target of key " + consumerKey;
  }
}
