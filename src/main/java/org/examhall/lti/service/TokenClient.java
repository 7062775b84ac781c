package org.examhall.lti.service;

/**
 * Who asks for access tokens, and where.
 *
 * @param clientId our id at the platform
 * @param audience what the platform wants to see as {@code aud}; empty: the token URL
 */
public record TokenClient(String clientId, String tokenUrl, String audience) {
  String effectiveAudience() {
    return audience.isEmpty() ? tokenUrl : audience;
  }
}
