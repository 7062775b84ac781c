package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sets the protective headers of every answer, errors included. A handler whose answer needs others
 * (the player, packages, assets) sets them over these.
 */
final class HeadersFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient HeaderPolicy policy;

  HeadersFilter(HeaderPolicy policy) {
    this.policy = policy;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    policy.headersOf(request).forEach(response::setHeader);
    chain.doFilter(request, response);
  }
}
