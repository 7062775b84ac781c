package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Asks the route's guard. */
final class GuardFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Request request = Request.of(servlet);
    request.get(Route.class).guard().check(request);
    chain.doFilter(servlet, response);
  }
}
