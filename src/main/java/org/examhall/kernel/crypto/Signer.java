package org.examhall.kernel.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs short texts that come back to us, with HMAC-SHA-256 under the installation's secret key.
 *
 * <p>A signature is 43 characters of {@code A-Za-z0-9_-}. {@code purpose} is bound to it: one made
 * for one purpose proves nothing for another. While the secret key is being changed, signatures
 * under the other one are ours too. Threads: any.
 */
public final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  /** A signer under the installation's secret key. */
  public Signer(String secretKey) {
    this(List.of(secretKey));
  }

  /** A signer with the first of these, which knows the signatures of all. */
  public Signer(List<String> secretKeys) {
    this.keys = secretKeys.stream().map(Signer::key).toList();
  }

  /** The signature of {@code text} for {@code purpose}. */
  public String sign(String purpose, String text) {
    return sign(keys.get(0), purpose, text);
  }

  /** Whether {@code signature} is ours, in time that does not depend on where it differs. */
  public boolean verify(String purpose, String text, String signature) {
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> sign(key, purpose, text).getBytes(StandardCharsets.US_ASCII))
        .anyMatch(ours -> MessageDigest.isEqual(ours, given));
  }

  private static String sign(SecretKeySpec key, String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signature = mac.doFinal((purpose + '\0' + text).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecretKeySpec key(String secretKey) {
    byte[] bytes = ("examhall signatures\0" + secretKey).getBytes(StandardCharsets.UTF_8);
    return new SecretKeySpec(bytes, ALGORITHM);
  }
}
