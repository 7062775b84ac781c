package org.examhall.lti.launch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.jose.Claims;
import org.examhall.lti.jose.VerifiedToken;

/**
 * What the launched person, course and link were called in LTI 1.1 ({@code lti1p1}).
 *
 * <p>The token's signature shows that the platform says so; {@link #signedWith} shows that it may.
 * Source: LTI 1.1 to 1.3 migration guide.
 *
 * @param base what the claim's own signature is made over
 */
public record MigrationClaim(
    Optional<String> consumerKey,
    Optional<String> userId,
    Optional<String> contextId,
    Optional<String> resourceLinkId,
    Optional<String> instanceGuid,
    Optional<String> signature,
    String base) {
  private static final String ALGORITHM = "HmacSHA256";

  /** The claim of a token; empty when it has none. */
  public static Optional<MigrationClaim> of(VerifiedToken token) {
    String name = ClaimNames.core("lti1p1");
    return token.claims().sent(name).map(Claims::of).map(claim -> read(token, claim));
  }

  private static MigrationClaim read(VerifiedToken token, Claims claim) {
    Optional<String> key = claim.text("oauth_consumer_key");
    return new MigrationClaim(
        key,
        claim.text("user_id"),
        claim.text("context_id"),
        claim.text("resource_link_id"),
        claim.text("tool_consumer_instance_guid"),
        claim.text("oauth_consumer_key_sign"),
        String.join(
            "&",
            key.orElse(""),
            token.claims().text(ClaimNames.core("deployment_id")).orElse(""),
            token.issuer(),
            token.clientId(),
            token.claims().text("exp").orElse(""),
            token.nonce()));
  }

  /**
   * Whether the claim was made by who knows the secret of its consumer key; in time that does not
   * depend on where signatures differ. Without a key or a signature, no.
   */
  public boolean signedWith(String secret) {
    return consumerKey.isPresent()
        && signature.filter(sent -> MessageDigest.isEqual(bytes(sent), sign(secret))).isPresent();
  }

  private byte[] sign(String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getEncoder().encode(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
