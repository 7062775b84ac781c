package org.examhall.demo.lms.lti13;

import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bearer tokens that the platform gave out. Threads: any. */
public final class AccessTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private volatile Duration lifetime = Duration.ofHours(1);

  /** What a token allows. */
  public record Grant(List<String> scopes, Instant until) {}

  public AccessTokens(Clock clock) {
    this.clock = clock;
  }

  /** How long the next ones work. */
  public Duration lifetime() {
    return lifetime;
  }

  /** Lets the next ones work longer or shorter. */
  public void lifetime(Duration other) {
    lifetime = other;
  }

  /** A new token. */
  public String issue(List<String> scopes) {
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    String token = Base64URL.encode(random).toString();
    grants.put(token, new Grant(List.copyOf(scopes), clock.instant().plus(lifetime)));
    return token;
  }

  /** Lets none of them work any more. */
  public void revokeAll() {
    grants.clear();
  }

  /**
   * Returns when the header allows one of the scopes.
   *
   * @param authorization the header of that name; empty when there was none
   * @param statusOfWrongScope platforms differ
   */
  public void check(String authorization, List<String> scopes, int statusOfWrongScope) {
    Refused.unless(
        authorization.startsWith("Bearer "), 401, "invalid_token", "no bearer token was sent");
    Grant grant = grants.get(authorization.substring("Bearer ".length()));
    Refused.unless(grant != null, 401, "invalid_token", "the token is not one of ours");
    Refused.unless(
        grant != null && grant.until().isAfter(clock.instant()),
        401,
        "invalid_token",
        "the token has expired");
    Refused.unless(
        grant != null && grant.scopes().stream().anyMatch(scopes::contains),
        statusOfWrongScope,
        "insufficient_scope",
        "the token is not for this");
  }
}
