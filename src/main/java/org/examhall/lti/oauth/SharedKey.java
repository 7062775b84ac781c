package org.examhall.lti.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A consumer key with what is agreed about it.
 *
 * @param enabled whether launches with it are accepted at all
 * @param secret the shared secret, decrypted, never empty
 * @param previous the secret before the last change, while it may still be used
 * @param minimumMethod the weakest accepted method
 * @param window largest accepted difference between the sender's clock and ours, either way; 60 s
 *     to 90 min
 */
public record SharedKey(
    String consumerKey,
    boolean enabled,
    String secret,
    Optional<PreviousSecret> previous,
    SignatureMethod minimumMethod,
    Duration window) {
  /** The window unless somebody chose another. */
  public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(300);

  /** A secret that was replaced and is accepted up to a moment. */
  public record PreviousSecret(String secret, Instant until) {
    /** Never shows the secret. */
    @Override
    public String toString() {
      return "previous secret until " + until;
    }
  }

  /** Refuses a key that could not protect anything. */
  public SharedKey {
    if (consumerKey.isEmpty() || secret.isEmpty()) {
      throw new IllegalArgumentException("a consumer key and its secret are never empty");
    }
    if (window.toSeconds() < 60 || window.toSeconds() > 5_400) {
      throw new IllegalArgumentException("the window is 60 to 5400 seconds, not " + window);
    }
  }

  /** An enabled key with one secret and the usual terms. */
  public static SharedKey of(String consumerKey, String secret) {
    return new SharedKey(
        consumerKey, true, secret, Optional.empty(), SignatureMethod.HMAC_SHA1, DEFAULT_WINDOW);
  }

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "key " + consumerKey;
  }
}
