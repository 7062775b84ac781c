package org.examhall.core.consumer;

import java.util.List;

/**
 * An LTI 1.1 key with its opened secrets; never logged, never shown after it was made.
 *
 * @param secrets the current one first, then the previous one while it is still accepted
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
    List<String> secrets,
    boolean consumerEnabled,
    String minimumMethod,
    int windowSeconds,
    boolean laterVersions,
    boolean adminsAreStaff) {
  @Override
  public String toString() {
    return "Lti11Key[" + id + "]";
  }
}
