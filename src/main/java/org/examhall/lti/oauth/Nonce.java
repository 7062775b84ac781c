package org.examhall.lti.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A nonce to be spent.
 *
 * <p>Stored as its SHA-256: a cut-off nonce would make two of them equal, and the sender chooses
 * the length.
 *
 * @param expiresAt until when it must be remembered: a message dated as late as allowed is fresh
 *     for two windows
 */
public record Nonce(String consumerKey, byte[] hash, Instant expiresAt) {
  private static final Duration SKEW = Duration.ofSeconds(60);

  static Nonce of(SharedKey key, String nonce, Instant now) {
    return new Nonce(
        key.consumerKey(), sha256(nonce), now.plus(key.window().multipliedBy(2)).plus(SKEW));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Nonce that
        && consumerKey.equals(that.consumerKey)
        && Arrays.equals(hash, that.hash)
        && expiresAt.equals(that.expiresAt);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }
}
