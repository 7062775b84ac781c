package org.examhall.kernel.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest with AES-256-GCM under a key derived from the configured secret key.
 *
 * <p>A sealed box is version byte, 12-byte nonce, ciphertext and tag. {@code purpose} is bound to
 * the box: one sealed for one purpose does not open for another. While the secret key is being
 * changed, what was sealed with the other one opens too. Threads: any.
 */
public final class SecretBox {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final List<SecretKey> keys;
  private final SecureRandom random = new SecureRandom();

  /** What opens a box. */
  public enum Key {
    /** The one that seals. */
    PRESENT,
    /** One that only opens. */
    OTHER,
    /** None of ours, or the box was changed. */
    NONE
  }

  /** A box under the installation's secret key. */
  public SecretBox(String secretKey) {
    this(List.of(secretKey));
  }

  /** A box that the first of these seals, and any of them opens. */
  public SecretBox(List<String> secretKeys) {
    this.keys = secretKeys.stream().map(SecretBox::derive).toList();
  }

  /** Encrypts {@code secret}. */
  public byte[] seal(String purpose, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = encrypt(purpose, nonce, secret.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** Opens a box; a wrong key, purpose or a changed byte is an {@link IllegalStateException}. */
  public String open(String purpose, byte[] box) {
    return keys.stream()
        .flatMap(key -> open(key, purpose, box).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a sealed secret does not open: is the secret key right?"));
  }

  /** What opens the box. */
  public Key keyOf(String purpose, byte[] box) {
    if (open(keys.get(0), purpose, box).isPresent()) {
      return Key.PRESENT;
    }
    boolean opens = keys.stream().anyMatch(key -> open(key, purpose, box).isPresent());
    return opens ? Key.OTHER : Key.NONE;
  }

  private byte[] encrypt(String purpose, byte[] nonce, byte[] secret) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, keys.get(0), purpose, nonce).doFinal(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> open(SecretKey key, String purpose, byte[] box) {
    ByteBuffer buffer = ByteBuffer.wrap(box);
    if (buffer.get() != VERSION) {
      throw new IllegalStateException("unknown version of a sealed secret");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    byte[] sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    try {
      byte[] secret = cipher(Cipher.DECRYPT_MODE, key, purpose, nonce).doFinal(sealed);
      return Optional.of(new String(secret, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty(); // that is how it says so
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, String purpose, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static SecretKey derive(String secretKey) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] key = mac.doFinal("examhall secrets at rest".getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(key, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
