package org.examhall.kernel.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Codes that people read aloud and type: a number, and a proof that only this installation can make
 * for it and a text.
 *
 * <p>Shape: {@code 00V3-7M4K-2XRT-9WPD}, the number in at least four digits of base 32, then 60
 * bits of {@link Signer}'s signature. As typed, case, blanks and hyphens do not matter, and the
 * look-alikes O, I and L are taken for 0, 1 and 1; U is no digit. 60 bits are enough where each try
 * is a request to us. Threads: any. Source: Crockford, Base 32 (alphabet and look-alikes).
 */
public final class ShortCode {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int RADIX = 32;
  private static final int FEWEST_NUMBER_DIGITS = 4;
  private static final int MOST_NUMBER_DIGITS = 12;
  private static final int PROOF_DIGITS = 12;
  private static final int PROOF_BITS = 60;
  private static final int MOST_TYPED_CHARS = 100;

  private final Signer signer;

  /** Codes under this signer's key. */
  public ShortCode(Signer signer) {
    this.signer = signer;
  }

  /** The code for {@code number}, not negative, and {@code text}, which it does not tell. */
  public String make(String purpose, long number, String text) {
    byte[] signature = Base64.getUrlDecoder().decode(signer.sign(purpose, number + "\0" + text));
    long proof = ByteBuffer.wrap(signature).getLong() >>> (Long.SIZE - PROOF_BITS);
    String digits = digits(proof, PROOF_DIGITS);
    return String.join(
        "-",
        digits(number, FEWEST_NUMBER_DIGITS),
        digits.substring(0, 4),
        digits.substring(4, 8),
        digits.substring(8));
  }

  /** The number that a typed code claims; empty when it is no code at all. */
  public OptionalLong numberOf(String typed) {
    String digits = plain(typed);
    int length = digits.length() - PROOF_DIGITS;
    boolean code =
        length >= FEWEST_NUMBER_DIGITS
            && length <= MOST_NUMBER_DIGITS
            && digits.chars().allMatch(digit -> DIGITS.indexOf(digit) >= 0);
    return code
        ? OptionalLong.of(
            digits
                .chars()
                .limit(length)
                .mapToLong(DIGITS::indexOf)
                .reduce(0, (n, d) -> n * RADIX + d))
        : OptionalLong.empty();
  }

  /** Whether somebody typed {@code code}, in time that does not depend on where it differs. */
  public boolean matches(String typed, String code) {
    return MessageDigest.isEqual(bytes(plain(typed)), bytes(plain(code)));
  }

  private static String digits(long number, int atLeast) {
    StringBuilder digits = new StringBuilder();
    for (long rest = number; rest > 0 || digits.length() < atLeast; rest /= RADIX) {
      digits.append(DIGITS.charAt((int) (rest % RADIX)));
    }
    return digits.reverse().toString();
  }

  private static String plain(String typed) {
    return typed
        .substring(0, Math.min(typed.length(), MOST_TYPED_CHARS))
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Z}\\p{Pd}]", "")
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
