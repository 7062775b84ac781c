package org.examhall.demo.lms.lti13;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Believes what the tool signed, as strictly as the strictest platform seen.
 *
 * <p>Threads: any. Source: LTI Security Framework 1.1 sections 4 and 5; RFC 7523 section 3.
 */
public final class ToolTokens {
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final ToolKeys keys = new ToolKeys();
  private final Clock clock;
  private final Map<String, Instant> spent = new ConcurrentHashMap<>();

  public ToolTokens(Clock clock) {
    this.clock = clock;
  }

  /** The claims of a request for a token, believed once. */
  public JWTClaimsSet assertion(String jwt, Registration tool, Set<String> audiences) {
    JWTClaimsSet claims = verified(jwt, tool);
    String client = tool.clientId();
    demand(client.equals(claims.getIssuer()), "iss is not the client id");
    demand(client.equals(claims.getSubject()), "sub is not the client id");
    demand(claims.getAudience().stream().anyMatch(audiences::contains), "aud is not ours");
    checkTimes(claims);
    spend("jti", Optional.ofNullable(claims.getJWTID()), claims);
    return claims;
  }

  /** The claims of the answer to a selection, believed once. */
  public JWTClaimsSet selection(String jwt, Registration tool, String issuer, String deployment) {
    JWTClaimsSet claims = verified(jwt, tool);
    demand(tool.clientId().equals(claims.getIssuer()), "iss is not the client id");
    demand(claims.getAudience().equals(java.util.List.of(issuer)), "aud is not our issuer");
    demand(Message.DEEP_LINKING_ANSWER.equals(claims.getClaim(Claim.MESSAGE_TYPE)), "message_type");
    demand("1.3.0".equals(claims.getClaim(Claim.VERSION)), "version is not 1.3.0");
    demand(deployment.equals(claims.getClaim(Claim.DEPLOYMENT)), "deployment_id is another");
    checkTimes(claims);
    spend("nonce", Optional.ofNullable(claims.getClaim("nonce")).map(Object::toString), claims);
    return claims;
  }

  private JWTClaimsSet verified(String jwt, Registration tool) {
    try {
      SignedJWT signed = SignedJWT.parse(jwt);
      demand(ALGORITHMS.contains(signed.getHeader().getAlgorithm()), "alg is not allowed");
      String kid = signed.getHeader().getKeyID();
      demand(kid != null && !kid.isEmpty(), "kid is missing");
      demand(fits(signed, keys.key(tool.keySetUrl(), kid)), "the signature does not fit");
      return signed.getJWTClaimsSet();
    } catch (ParseException e) {
      throw new Refused(400, "invalid_client", "this is not a signed JWT");
    }
  }

  private static boolean fits(SignedJWT signed, JWK key) {
    try {
      return key.getKeyType().equals(KeyType.EC)
          ? signed.verify(new ECDSAVerifier(key.toECKey()))
          : signed.verify(new RSASSAVerifier(key.toRSAKey()));
    } catch (JOSEException e) {
      return false; // the key is of another kind than the algorithm
    }
  }

  /** No leeway: a clock that runs ahead is found out, as Moodle does. */
  private void checkTimes(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Instant issued = instant("iat", claims.getIssueTime());
    Instant expires = instant("exp", claims.getExpirationTime());
    demand(!issued.isAfter(now), "iat is in the future");
    demand(expires.isAfter(now), "exp is past");
    demand(!expires.isAfter(issued.plus(LONGEST_LIFE)), "exp is more than an hour after iat");
  }

  private void spend(String name, Optional<String> value, JWTClaimsSet claims) {
    String once = value.orElse("");
    demand(!once.isEmpty(), name + " is missing");
    spent.values().removeIf(until -> until.isBefore(clock.instant()));
    Instant until = claims.getExpirationTime().toInstant();
    demand(spent.putIfAbsent(name + " " + once, until) == null, name + " was used before");
  }

  private static Instant instant(String name, @org.jspecify.annotations.Nullable Date date) {
    if (date == null) {
      throw new Refused(400, "invalid_client", name + " is missing");
    }
    return date.toInstant();
  }

  private static void demand(boolean condition, String otherwise) {
    Refused.unless(condition, 400, "invalid_client", otherwise);
  }
}
