package org.examhall.core.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * An LTI 1.1 key with its opened secrets; never logged, never shown after it was made.
 *
 * @param previous the secret before the last change, while it is still accepted
 * @param consumerEnabled whether its consumer may launch
 * @param minimumMethod weakest accepted {@code oauth_signature_method}
 * @param windowSeconds largest accepted clock difference, both ways
 * @param laterVersions whether {@code LTI-1p1} and {@code LTI-1p2} are accepted as lti_version
 * @param adminsAreStaff whether institution and system administrators count as instructors
 */
public record Lti11Key(
    long id,
    long consumerId,
    String key,
    String secret,
    Optional<PreviousSecret> previous,
    boolean consumerEnabled,
    String minimumMethod,
    int windowSeconds,
    boolean laterVersions,
    boolean adminsAreStaff) {
  /** A secret that was replaced and is accepted up to a moment. */
  public record PreviousSecret(String secret, Instant until) {
    @Override
    public String toString() {
      return "previous secret until " + until;
    }
  }

  @Override
  public String toString() {
    return "Lti11Key[" + id + "]";
  }
}
