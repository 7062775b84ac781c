package org.examhall.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Tells from the Host header which of the two origins a request is for.
 *
 * <p>Only the configured addresses count; what a proxy forwards about hosts is not believed.
 * Threads: any.
 */
public final class Origins {
  private final URI app;
  private final URI content;
  private final Set<String> appHosts;
  private final Set<String> contentHosts;

  /** The configured {@code PUBLIC_URL} and {@code CONTENT_URL}. */
  public Origins(URI app, URI content) {
    this.app = app;
    this.content = content;
    this.appHosts = hostsOf(app);
    this.contentHosts = hostsOf(content);
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
      case APP -> names(appHosts, request);
      case CONTENT -> names(contentHosts, request);
      case BOTH -> true;
    };
  }

  boolean knows(HttpServletRequest request) {
    return names(appHosts, request) || names(contentHosts, request);
  }

  /** Whether the browser's address bar shows a content page. */
  boolean isContentOnly(HttpServletRequest request) {
    return names(contentHosts, request) && !names(appHosts, request);
  }

  /** Whether a page of the app sent this: the browser says so, itself or by its Origin. */
  boolean sentFromApp(Request request) {
    return request
        .header("Sec-Fetch-Site")
        .map(site -> site.equals("same-origin"))
        .orElseGet(
            () -> request.header("Origin").filter(o -> o.equals(app.toString())).isPresent());
  }

  private static boolean names(Set<String> hosts, HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
  }

  /** As a Host header may write it: the scheme's own port is often left out. */
  private static Set<String> hostsOf(URI origin) {
    String port = "https".equalsIgnoreCase(origin.getScheme()) ? ":443" : ":80";
    String authority = origin.getRawAuthority().toLowerCase(Locale.ROOT);
    String bare =
        authority.endsWith(port)
            ? authority.substring(0, authority.length() - port.length())
            : authority;
    return authority.matches(".*:\\d+") && bare.equals(authority)
        ? Set.of(authority)
        : Set.of(bare, bare + port);
  }
}
