package org.examhall.core.consumer;

import java.net.URI;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;

/**
 * An LMS as LTI 1.3 platform: what it calls itself and us, and where it answers.
 *
 * @param issuer {@code iss} of its tokens, compared letter by letter; several registrations may
 *     share it (Canvas, Blackboard, Schoology)
 * @param clientId what it calls us
 * @param tokenAudience {@code aud} of our token requests; empty: the token URL
 * @param product {@code product_family_code}, for the guide and the habits of that LMS; may be
 *     empty
 */
public record Lti13Platform(
    String issuer,
    String clientId,
    String authorizationUrl,
    String tokenUrl,
    String keySetUrl,
    String tokenAudience,
    String product) {
  private static final int MAX_CHARS = 255;
  private static final int MAX_URL_CHARS = 2_000;

  /** Refused when an id is empty or too long, or an address is none on the web. */
  void requireUsable() {
    boolean named = Stream.of(issuer, clientId).noneMatch(String::isBlank);
    boolean brief =
        Stream.of(issuer, clientId, tokenAudience, product).allMatch(t -> t.length() <= MAX_CHARS);
    if (!named || !brief) {
      throw new Refused(ConsumerReason.PLATFORM_INCOMPLETE);
    }
    Stream.of(authorizationUrl, tokenUrl, keySetUrl).forEach(Lti13Platform::requireWebAddress);
  }

  /** The {@code aud} of our token requests. */
  public String audience() {
    return tokenAudience.isEmpty() ? tokenUrl : tokenAudience;
  }

  /** Whether people, token requests and our questions for keys go to the same addresses. */
  public boolean answersWhere(Lti13Platform other) {
    return authorizationUrl.equals(other.authorizationUrl)
        && tokenUrl.equals(other.tokenUrl)
        && keySetUrl.equals(other.keySetUrl)
        && audience().equals(other.audience());
  }

  static Lti13Platform read(Row row) {
    return new Lti13Platform(
        row.text("issuer"),
        row.text("client_id"),
        row.text("authorization_url"),
        row.text("token_url"),
        row.text("key_set_url"),
        row.text("token_audience"),
        row.text("product"));
  }

  private static void requireWebAddress(String url) {
    if (url.length() > MAX_URL_CHARS || !isWebAddress(url)) {
      throw new Refused(ConsumerReason.ADDRESS_UNUSABLE, url);
    }
  }

  private static boolean isWebAddress(String url) {
    try {
      URI uri = URI.create(url);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
