package org.examhall.demo.lms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Claim;

/**
 * Proves that a launch comes from whoever had an LTI 1.1 key before.
 *
 * <p>Source: LTI 1.3 migration guide, "Signing of the claim".
 */
final class MigrationClaim {
  private static final String SECRET = "secret";

  private MigrationClaim() {}

  /** The claim without its signature, which depends on the rest of the token. */
  static Map<String, Object> of(Tool before, String user, String link, String context) {
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("oauth_consumer_key", before.key());
    claim.put(SECRET, before.secret());
    claim.put("user_id", user);
    claim.put("resource_link_id", link);
    claim.put("context_id", context);
    return claim;
  }

  /** Replaces the secret by the signature, where there is a claim. */
  static void addTo(Map<String, Object> claims) {
    if (claims.get(Claim.LTI_11) instanceof Map<?, ?> unsigned && unsigned.containsKey(SECRET)) {
      Map<String, Object> signed = new LinkedHashMap<>();
      unsigned.forEach((name, value) -> signed.put(name.toString(), value));
      String secret = String.valueOf(signed.remove(SECRET));
      String key = String.valueOf(signed.get("oauth_consumer_key"));
      signed.put("oauth_consumer_key_sign", signature(base(key, claims), secret));
      claims.put(Claim.LTI_11, signed);
    }
  }

  static String signature(String base, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal(base.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }

  private static String base(String key, Map<String, Object> claims) {
    Object audience = claims.get("aud");
    Object client = audience instanceof List<?> list ? list.get(0) : audience;
    return key
        + ("&" + claims.get(Claim.DEPLOYMENT))
        + ("&" + claims.get("iss"))
        + ("&" + client)
        + ("&" + claims.get("exp"))
        + ("&" + claims.get("nonce"));
  }
}
