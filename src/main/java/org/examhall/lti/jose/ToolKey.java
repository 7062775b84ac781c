package org.examhall.lti.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;

/**
 * One key pair that we sign with: RSA of 2,048 bits, named by its thumbprint.
 *
 * <p>Threads: any, immutable. Source: RFC 7517, RFC 7638.
 */
public final class ToolKey {
  private static final int BITS = 2_048;
  private static final int PEM_COLUMNS = 64;

  private final RSAKey pair;

  private ToolKey(RSAKey pair) {
    this.pair = pair;
  }

  /** A new one; takes a fraction of a second. */
  public static ToolKey make() {
    try {
      return new ToolKey(
          new RSAKeyGenerator(BITS)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint(true)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one whose {@link #privateJwk} was kept; any other text is an IllegalArgumentException. */
  public static ToolKey kept(String privateJwk) {
    try {
      RSAKey pair = RSAKey.parse(privateJwk);
      if (!pair.isPrivate() || pair.getKeyID() == null) {
        throw new IllegalArgumentException("not a private key with a name");
      }
      return new ToolKey(pair);
    } catch (ParseException e) {
      // without the cause, which may quote the key
      throw new IllegalArgumentException("not a JWK");
    }
  }

  /** The SHA-256 thumbprint. */
  public String kid() {
    return pair.getKeyID();
  }

  /** The whole pair as a JWK: a secret. */
  public String privateJwk() {
    return pair.toJSONString();
  }

  /** What everybody may know, as a JWK with {@code kid}, {@code alg} and {@code use}. */
  public String publicJwk() {
    return pair.toPublicJWK().toJSONString();
  }

  /** What everybody may know, for platforms that fetch no key sets. */
  public String publicPem() {
    try {
      byte[] encoded = pair.toPublicKey().getEncoded();
      Base64.Encoder lines =
          Base64.getMimeEncoder(PEM_COLUMNS, "\n".getBytes(StandardCharsets.US_ASCII));
      return "-----BEGIN PUBLIC KEY-----\n"
          + lines.encodeToString(encoded)
          + "\n-----END PUBLIC KEY-----\n";
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  RSAKey pair() {
    return pair;
  }

  /** Its name, never the key. */
  @Override
  public String toString() {
    return "tool key " + kid();
  }
}
