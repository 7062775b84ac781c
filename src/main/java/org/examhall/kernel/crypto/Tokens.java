package org.examhall.kernel.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque random names and the hashes they are stored as.
 *
 * <p>A token has 192 random bits and is its own entropy, so a plain SHA-256 is enough to store it.
 * Threads: any.
 */
public final class Tokens {
  private static final int TOKEN_BYTES = 24;

  private final SecureRandom random = new SecureRandom();

  /** A new token: 32 characters of {@code A-Za-z0-9_-}. */
  public String fresh() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is stored of a token. */
  public byte[] hash(String token) {
    return sha256(token.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A code that only who knows {@code secret} can make, different for each {@code purpose}: 43
   * characters of {@code A-Za-z0-9_-} (HMAC-SHA-256).
   */
  public String derive(String purpose, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] code = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether two texts are equal, in time that does not depend on where they differ. */
  public boolean same(String one, String other) {
    return MessageDigest.isEqual(hash(one), hash(other));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
