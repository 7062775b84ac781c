package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/**
 * Names each request, so that the number on an error page leads to the line in the log.
 *
 * <p>Eight letters and digits that can't be taken for one another on the telephone; no secret. Also
 * the place where forms are declared to be UTF-8.
 */
final class RequestIdFilter extends HttpFilter {
  /** Key of the id in the log's context. */
  static final String LOG_KEY = "request";

  /** Tells the browser the id. */
  static final String HEADER = "X-Request-Id";

  private static final long serialVersionUID = 1L;
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARS = 8;

  /** The id of this request. */
  static String idOf(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(LOG_KEY));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = fresh();
    request.setAttribute(LOG_KEY, id);
    response.setHeader(HEADER, id);
    MDC.put(LOG_KEY, id); // ErrorFilter, which logs failures under this id, takes it out again
    if (request.getCharacterEncoding() == null) {
      request.setCharacterEncoding("UTF-8");
    }
    chain.doFilter(request, response);
  }

  private static String fresh() {
    StringBuilder id = new StringBuilder(CHARS);
    for (int i = 0; i < CHARS; i++) {
      id.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
