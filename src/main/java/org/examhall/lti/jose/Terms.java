package org.examhall.lti.jose;

import java.time.Duration;
import java.util.Set;

/**
 * What is agreed with one platform about its tokens.
 *
 * @param issuer compared exactly, without forgiving a slash
 * @param clientId ours at this platform
 * @param otherAudiences whom else tokens may be for
 * @param algorithms of {@code RS256, RS384, RS512, ES256, ES384, ES512}; whatever else stands here
 *     is never accepted
 * @param leeway how far clocks may differ
 * @param oldest largest age of a token
 */
public record Terms(
    String issuer,
    String clientId,
    Set<String> otherAudiences,
    Set<String> algorithms,
    Duration leeway,
    Duration oldest) {

  /** Keeps a copy of the names. */
  public Terms {
    otherAudiences = Set.copyOf(otherAudiences);
    algorithms = Set.copyOf(algorithms);
  }
}
