package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.examhall.kernel.fault.Refused;

/** Reads the form of a change, within limits, and has {@link Csrf} check where it comes from. */
final class CsrfFilter extends HttpFilter {
  /** Largest form, in bytes; uploads are streamed by their handlers and have their own limit. */
  static final int MAX_FORM_BYTES = 2 * 1024 * 1024;

  private static final long serialVersionUID = 1L;

  /** Tomcat tells here why it stopped reading parameters. */
  private static final String FAILED = "org.apache.catalina.parameter_parse_failed";

  private static final String REASON = FAILED + "_reason";

  private final transient Csrf csrf;

  CsrfFilter(Csrf csrf) {
    this.csrf = csrf;
  }

  @Override
  protected void doFilter(
      HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Request request = Request.of(servlet);
    Route route = request.get(Route.class);
    if (route.method() != Method.GET && route.csrf()) {
      readForm(servlet);
      csrf.check(request);
    }
    chain.doFilter(servlet, response);
  }

  private static void readForm(HttpServletRequest servlet) {
    String type = servlet.getContentType() == null ? "" : servlet.getContentType();
    if (!type.startsWith("multipart/") && servlet.getContentLengthLong() > MAX_FORM_BYTES) {
      throw new Refused(HttpReason.TOO_LARGE);
    }
    servlet.getParameterMap();
    if (servlet.getAttribute(FAILED) != null) {
      boolean tooLarge = String.valueOf(servlet.getAttribute(REASON)).contains("TOO_LARGE");
      throw new Refused(tooLarge ? HttpReason.TOO_LARGE : HttpReason.UNREADABLE);
    }
  }
}
