package org.examhall.kernel.crypto;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Codes of authenticator apps, by java-otp: six digits, each for 30 seconds.
 *
 * <p>Threads: any. Source: RFC 6238; the address is that of Google Authenticator's key URI format.
 */
public final class TimeCodes {
  private static final int SECRET_BYTES = 20;
  private static final int SPARE_BYTES = 10;

  /** The app's clock may be so many steps before or after ours. */
  private static final long DRIFT = 1;

  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
  private final SecureRandom random = new SecureRandom();
  private final Base32 base32 = new Base32();

  /** A new secret: 32 characters of Base32. */
  public String freshSecret() {
    return fresh(SECRET_BYTES);
  }

  /** A code to keep on paper, for when the app is lost: sixteen letters and digits, in fours. */
  public String freshSpare() {
    return fresh(SPARE_BYTES).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
  }

  /** What an app reads from the picture. */
  public String address(String issuer, String account, String secret) {
    return "otpauth://totp/"
        + encoded(issuer)
        + ":"
        + encoded(account)
        + "?secret="
        + secret
        + "&issuer="
        + encoded(issuer);
  }

  /** The step since 1970 whose code this is; empty if it is none of those around {@code now}. */
  public OptionalLong step(String secret, String code, Instant now) {
    SecretKey key = new SecretKeySpec(base32.decode(secret), codes.getAlgorithm());
    long seconds = codes.getTimeStep().toSeconds();
    long step = now.getEpochSecond() / seconds;
    return LongStream.rangeClosed(step - DRIFT, step + DRIFT)
        .filter(s -> code(key, Instant.ofEpochSecond(s * seconds)).equals(code))
        .findFirst();
  }

  /** The code of this moment. */
  public String code(String secret, Instant now) {
    return code(new SecretKeySpec(base32.decode(secret), codes.getAlgorithm()), now);
  }

  private String code(SecretKey key, Instant now) {
    try {
      return codes.generateOneTimePasswordString(key, now, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private String fresh(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return base32.encodeToString(bytes);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
