package org.examhall.lti.service;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A request to a platform's service, ready to be sent.
 *
 * <p>Media types go without parameters and {@code Accept} names exactly one type: Moodle compares
 * both as whole texts. The client adds its own {@code User-Agent}; follow no redirect.
 *
 * @param headers without {@code Authorization} until {@link #withBearer}
 */
public record ServiceRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
  static ServiceRequest get(URI uri, String accept) {
    return new ServiceRequest("GET", uri, Map.of("Accept", accept), new byte[0]);
  }

  static ServiceRequest send(String method, URI uri, Map<String, String> headers, String body) {
    return new ServiceRequest(method, uri, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same with an access token; "Bearer" as written here, since Blackboard wants the capital.
   */
  public ServiceRequest withBearer(String token) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + token);
    return new ServiceRequest(method, uri, Map.copyOf(all), body);
  }

  /** Neither headers nor body: they hold secrets and personal data. */
  @Override
  public String toString() {
    return method + " " + uri.getHost();
  }
}
