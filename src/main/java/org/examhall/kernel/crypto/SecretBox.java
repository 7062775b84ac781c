package org.examhall.kernel.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest with AES-256-GCM under a key derived from the configured secret key.
 *
 * <p>A sealed box is version byte, 12-byte nonce, ciphertext and tag. {@code purpose} is bound to
 * the box: one sealed for one purpose does not open for another. Threads: any.
 */
public final class SecretBox {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /** A box under the installation's secret key. */
  public SecretBox(String secretKey) {
    this.key = new SecretKeySpec(derive(secretKey), "AES");
  }

  /** Encrypts {@code secret}. */
  public byte[] seal(String purpose, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        crypt(Cipher.ENCRYPT_MODE, purpose, nonce, secret.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** Opens a box; a wrong key, purpose or a changed byte is an {@link IllegalStateException}. */
  public String open(String purpose, byte[] box) {
    ByteBuffer buffer = ByteBuffer.wrap(box);
    if (buffer.get() != VERSION) {
      throw new IllegalStateException("unknown version of a sealed secret");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    byte[] sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    return new String(crypt(Cipher.DECRYPT_MODE, purpose, nonce, sealed), StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, String purpose, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed secret does not open: is the secret key right?", e);
    }
  }

  private static byte[] derive(String secretKey) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal("examhall secrets at rest".getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
