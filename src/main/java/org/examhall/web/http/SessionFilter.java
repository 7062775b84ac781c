package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Finds out who asks: the launch, or the signed-in admin. */
final class SessionFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient List<Recogniser> recognisers;

  SessionFilter(List<Recogniser> recognisers) {
    this.recognisers = List.copyOf(recognisers);
  }

  @Override
  protected void doFilter(
      HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Request request = Request.of(servlet);
    recognisers.forEach(r -> r.recognise(request));
    chain.doFilter(servlet, response);
  }
}
