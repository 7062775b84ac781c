package org.examhall.kernel.net;

import java.net.URI;
import java.util.Map;

/**
 * A request to somebody else's server.
 *
 * @param uri absolute, http or https
 * @param headers as sent; {@code User-Agent}, {@code Host} and the length come by themselves
 * @param body may be empty
 */
public record OutboundRequest(
    String method, URI uri, Map<String, String> headers, byte[] body, int maxAnswerBytes) {
  /** Neither headers nor body: they hold secrets and personal data. */
  @Override
  public String toString() {
    return method + " " + uri.getHost();
  }
}
