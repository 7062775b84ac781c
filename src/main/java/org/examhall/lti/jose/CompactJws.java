package org.examhall.lti.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;

/**
 * One signed token, taken apart and found to use an allowed algorithm; nothing of it is believed
 * yet.
 *
 * <p>Each part must be the one base64url text of its bytes: a token that is changed in the bits
 * which decoding drops is another token. Of the header, {@code alg} and {@code kid} are used; keys
 * that it carries or points to are not. Source: RFC 7515 section 5.2.
 */
final class CompactJws {
  /** Real ones have about five thousand. */
  private static final int MAX_CHARS = 64 * 1024;

  private static final Set<String> SUPPORTED =
      Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512");

  private final String signingInput;
  private final JWSHeader header;
  private final byte[] payload;
  private final Base64URL signature;

  private CompactJws(String signingInput, JWSHeader header, byte[] payload, Base64URL signature) {
    this.signingInput = signingInput;
    this.header = header;
    this.payload = payload;
    this.signature = signature;
  }

  static CompactJws parse(String compact, Set<String> allowed, StrictJson json) {
    if (compact.length() > MAX_CHARS) {
      throw new Refused(Fault13.TOKEN_TOO_LARGE);
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw new Refused(parts.length == 5 ? Fault13.TOKEN_ENCRYPTED : Fault13.TOKEN_NOT_COMPACT);
    }
    byte[] header = decoded(parts[0]);
    byte[] payload = decoded(parts[1]);
    byte[] signature = decoded(parts[2]);
    requireAllowed(headerTree(header, json), allowed);
    if (signature.length == 0) {
      throw new Refused(Fault13.TOKEN_UNSIGNED);
    }
    return new CompactJws(
        parts[0] + '.' + parts[1], header(parts[0]), payload, new Base64URL(parts[2]));
  }

  private static byte[] decoded(String part) {
    byte[] bytes = bytes(part);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
      throw new Refused(Fault13.TOKEN_ENCODING);
    }
    return bytes;
  }

  private static byte[] bytes(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException notBase64) {
      throw new Refused(Fault13.TOKEN_ENCODING);
    }
  }

  private static JsonNode headerTree(byte[] bytes, StrictJson json) {
    try {
      return json.object(bytes);
    } catch (Refused unreadable) {
      throw new Refused(Fault13.HEADER_UNREADABLE);
    }
  }

  private static void requireAllowed(JsonNode header, Set<String> allowed) {
    String algorithm = header.path("alg").asText();
    String upper = algorithm.toUpperCase(Locale.ROOT);
    if (upper.equals("NONE")) {
      throw new Refused(Fault13.ALGORITHM_NONE);
    }
    if (upper.startsWith("HS")) {
      throw new Refused(Fault13.ALGORITHM_SYMMETRIC);
    }
    if (!SUPPORTED.contains(algorithm) || !allowed.contains(algorithm)) {
      throw new Refused(Fault13.ALGORITHM_NOT_ALLOWED);
    }
    if (header.has("b64") && !header.get("b64").asBoolean()) {
      throw new Refused(Fault13.PAYLOAD_UNENCODED);
    }
    if (header.has("crit")) { // we understand no extension, so any that must be understood
      throw new Refused(Fault13.EXTENSION_CRITICAL);
    }
  }

  private static JWSHeader header(String part) {
    try {
      return JWSHeader.parse(new Base64URL(part));
    } catch (ParseException | IllegalArgumentException e) {
      throw new Refused(Fault13.HEADER_UNREADABLE);
    }
  }

  JWSAlgorithm algorithm() {
    return header.getAlgorithm();
  }

  Optional<String> kid() {
    return Optional.ofNullable(header.getKeyID());
  }

  byte[] payload() {
    return payload;
  }

  boolean signedBy(JWK key) {
    try {
      return new DefaultJWSVerifierFactory()
          .createJWSVerifier(header, ((AsymmetricJWK) key).toPublicKey())
          .verify(header, signingInput.getBytes(StandardCharsets.US_ASCII), signature);
    } catch (JOSEException e) {
      return false; // a key or signature that the algorithm can't even compute with
    }
  }
}
