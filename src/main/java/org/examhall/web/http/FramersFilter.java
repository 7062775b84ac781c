package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.examhall.core.context.Launch;

/** Narrows who may frame a page, once it is known of which launch it is. */
final class FramersFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient HeaderPolicy policy;

  FramersFilter(HeaderPolicy policy) {
    this.policy = policy;
  }

  @Override
  protected void doFilter(
      HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Request.of(servlet).find(Launch.class).isPresent()) {
      policy.headersOf(servlet).forEach(response::setHeader);
    }
    chain.doFilter(servlet, response);
  }
}
