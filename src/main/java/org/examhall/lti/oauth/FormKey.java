package org.examhall.lti.oauth;

/**
 * What a form is signed with.
 *
 * @param secret the current shared secret, decrypted
 * @param method SHA-1 unless the platform is known to take SHA-256
 */
public record FormKey(String consumerKey, String secret, SignatureMethod method) {
  /** Never shows the secret. */
  @Override
  public String toString() {
    return "key " + consumerKey;
  }
}
