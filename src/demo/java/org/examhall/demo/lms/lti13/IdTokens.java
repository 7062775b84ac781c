package org.examhall.demo.lms.lti13;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.HMAC;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Signs id_tokens.
 *
 * <p>Header and claims go in as they are given, so that the same code makes good and bad ones.
 * Source: RFC 7515 section 5.1.
 */
public final class IdTokens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private IdTokens() {}

  /** The header that a token has unless it is changed. */
  public static Map<String, Object> header(PlatformKeys keys, Signing how) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", how.algorithm());
    header.put("kid", keys.key(how).getKeyID());
    return header;
  }

  /** The compact form. */
  public static String sign(
      PlatformKeys keys,
      Signing how,
      String clientId,
      Map<String, Object> header,
      Map<String, Object> claims) {
    String input = encoded(header) + "." + encoded(claims);
    return input + "." + signature(keys.key(how), how, clientId, input);
  }

  private static Base64URL signature(JWK key, Signing how, String clientId, String input) {
    byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
    try {
      return switch (how) {
        case NOTHING -> new Base64URL("");
        case PUBLIC_KEY_AS_SECRET -> keyed(pem(key.toRSAKey()), bytes);
        case CLIENT_ID_AS_SECRET -> keyed(clientId, bytes);
        case ELLIPTIC -> signed(new ECDSASigner(key.toECKey()), how, bytes);
        default -> signed(signer(key.toRSAKey()), how, bytes);
      };
    } catch (JOSEException e) {
      throw new IllegalStateException("the key cannot sign", e);
    }
  }

  private static JWSSigner signer(RSAKey key) throws JOSEException {
    return new RSASSASigner(key.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
  }

  private static Base64URL signed(JWSSigner signer, Signing how, byte[] input)
      throws JOSEException {
    return signer.sign(new JWSHeader(JWSAlgorithm.parse(how.algorithm())), input);
  }

  private static Base64URL keyed(String secret, byte[] input) throws JOSEException {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return Base64URL.encode(HMAC.compute("HMACSHA256", key, input, null));
  }

  private static String pem(RSAKey key) throws JOSEException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.toPublicKey().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  private static Base64URL encoded(Map<String, Object> part) {
    try {
      return Base64URL.encode(JSON.writeValueAsBytes(part));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }
}
