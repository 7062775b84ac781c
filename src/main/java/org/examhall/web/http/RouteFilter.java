package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.text.Messages;

/**
 * Finds the route of a request, once, and leaves it with the request for the filters behind it and
 * the servlet: 404 for no such path, 405 with {@code Allow} for another method, 421 for a host that
 * is not ours.
 *
 * <p>The path is taken as it is on the wire, so a path parameter such as {@code ;jsessionid=} or an
 * encoded slash is simply part of a name nobody has.
 */
final class RouteFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient SiteMap site;
  private final transient Origins origins;
  private final transient Messages messages;

  RouteFilter(SiteMap site, Origins origins, Messages messages) {
    this.site = site;
    this.origins = origins;
    this.messages = messages;
  }

  @Override
  protected void doFilter(
      HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    List<SiteMap.Match> matches = site.find(servlet.getRequestURI(), servlet, origins);
    if (matches.isEmpty()) {
      throw new Refused(origins.knows(servlet) ? HttpReason.NOT_FOUND : HttpReason.UNKNOWN_HOST);
    }
    String method = servlet.getMethod().equals("HEAD") ? "GET" : servlet.getMethod();
    SiteMap.Match match =
        matches.stream()
            .filter(m -> m.route().method().name().equals(method))
            .findFirst()
            .orElseThrow(() -> notAllowed(matches, response));
    Request request = new Request(servlet, match.parameters(), messages);
    request.put(Route.class, match.route());
    request.attach();
    chain.doFilter(servlet, response);
  }

  private static Refused notAllowed(List<SiteMap.Match> matches, HttpServletResponse response) {
    response.setHeader("Allow", SiteMap.Match.allow(matches));
    return new Refused(HttpReason.METHOD_NOT_ALLOWED);
  }
}
