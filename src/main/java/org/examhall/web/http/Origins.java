package org.examhall.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;

/**
 * Tells from the Host header which of the two origins a request is for.
 *
 * <p>Only the configured addresses count; what a proxy forwards about hosts is not believed.
 * Threads: any.
 */
public final class Origins {
  private final URI app;
  private final URI content;

  /** The configured {@code PUBLIC_URL} and {@code CONTENT_URL}. */
  public Origins(URI app, URI content) {
    this.app = app;
    this.content = content;
  }

  /** Scheme, host and port of the pages. */
  public URI app() {
    return app;
  }

  /** Scheme, host and port of the player and the packages. */
  public URI content() {
    return content;
  }

  /** Whether the request names {@code wanted}. */
  boolean serves(Origin wanted, HttpServletRequest request) {
    return switch (wanted) {
      case APP -> names(app, request);
      case CONTENT -> names(content, request);
      case BOTH -> true;
    };
  }

  boolean knows(HttpServletRequest request) {
    return names(app, request) || names(content, request);
  }

  /** Whether the browser's address bar shows a content page. */
  boolean isContentOnly(HttpServletRequest request) {
    return names(content, request) && !names(app, request);
  }

  private static boolean names(URI origin, HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host != null
        && withPort(origin, host.toLowerCase(Locale.ROOT)).equals(authority(origin));
  }

  private static String authority(URI origin) {
    return withPort(origin, origin.getRawAuthority().toLowerCase(Locale.ROOT));
  }

  private static String withPort(URI origin, String authority) {
    String port = "https".equalsIgnoreCase(origin.getScheme()) ? ":443" : ":80";
    return authority.matches(".*:\\d+") ? authority : authority + port;
  }
}
