package org.examhall.lti.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.lti.Fault13;

/**
 * Decides whether a token was signed by a platform, for us, just now.
 *
 * <p>In this order: size and shape; algorithm, before any key is looked up; key; signature; then
 * what the claims say of issuer, audience, time and nonce. Whether the nonce is the right one, and
 * new, is the caller's to decide. Errors: {@link Refused} with a {@link Fault13}. Threads: any.
 * Source: OpenID Connect Core section 3.1.3.7, Security Framework 1.1 section 5.1.3.
 */
public final class IdTokenVerifier {
  private final Clock clock;
  private final StrictJson json;

  /** Verifies by this clock. */
  public IdTokenVerifier(Clock clock, Json json) {
    this.clock = clock;
    this.json = new StrictJson(json);
  }

  /** The token, if it is genuine, ours and fresh. */
  public VerifiedToken verify(String compact, Terms terms, KeySource keys) {
    CompactJws token = CompactJws.parse(compact, terms.algorithms(), json);
    List<JWK> candidates = SigningKeys.of(token, keys);
    if (candidates.stream().noneMatch(token::signedBy)) {
      throw new Refused(Fault13.SIGNATURE_WRONG);
    }
    JsonNode claims = json.object(token.payload());
    ClaimChecks checks = new ClaimChecks(claims, terms);
    checks.requireIssuer();
    checks.requireAudience();
    checks.requireTime(clock.instant());
    checks.requireNonce();
    return new VerifiedToken(terms, claims);
  }
}
