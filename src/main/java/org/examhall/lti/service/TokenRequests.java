package org.examhall.lti.service;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Builds requests for access tokens, each with an assertion of its own.
 *
 * <p>Times: issued a few seconds ago, since Moodle refuses a clock that runs two seconds ahead of
 * its own. Errors: {@link ServiceReason#URL_UNUSABLE}. Threads: any, if the signer and the id
 * source are. Source: 1EdTech Security Framework 1.0 section 4.1; RFC 7523.
 */
public final class TokenRequests {
  private static final Duration BACKDATED = Duration.ofSeconds(5);
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Clock clock;
  private final Supplier<String> freshIds;
  private final Assertions assertions;

  /**
   * By this clock and signer.
   *
   * @param freshIds gives an unguessable text each time
   */
  public TokenRequests(Clock clock, Supplier<String> freshIds, Assertions assertions) {
    this.clock = clock;
    this.freshIds = freshIds;
    this.assertions = assertions;
  }

  /** Asks for a token with exactly these scopes: one too many fails the lot on Canvas and Sakai. */
  public ServiceRequest ask(TokenClient client, Collection<String> scopes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_assertion_type", ASSERTION_TYPE);
    form.put("client_assertion", assertions.sign(claims(client)));
    form.put("scope", String.join(" ", scopes));
    return ServiceRequest.send(
        "POST",
        ServiceUrls.of(client.tokenUrl()),
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private Map<String, Object> claims(TokenClient client) {
    Instant issuedAt = clock.instant().minus(BACKDATED);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", client.clientId());
    claims.put("sub", client.clientId());
    claims.put("aud", client.effectiveAudience());
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
    claims.put("jti", freshIds.get());
    return claims;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
