package org.examhall.player;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.examhall.web.http.Request;

/** Whether a request comes from a page of the content origin, by its Origin header. */
record ContentOrigin(URI origin) {
  boolean sent(Request request) {
    return request.header("Origin").filter(this::isSame).isPresent();
  }

  private boolean isSame(String header) {
    return normal(header).equals(normal(origin.toString()));
  }

  private static Optional<String> normal(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      int port = uri.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
      return Optional.ofNullable(uri.getHost())
          .map(host -> scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
