package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Makes {@code getRemoteAddr} the browser's address when the request came through proxies we trust:
 * the last address of {@code X-Forwarded-For} that is not such a proxy itself. Nothing else that is
 * forwarded (host, scheme, port) is believed; those come from the configuration.
 */
final class RealAddressFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient TrustedProxies proxies;

  RealAddressFilter(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String address =
        proxies.clientOf(request.getRemoteAddr(), request.getHeaders("X-Forwarded-For"));
    chain.doFilter(new FromAddress(request, address), response);
  }

  private static final class FromAddress extends HttpServletRequestWrapper {
    private final String address;

    FromAddress(HttpServletRequest request, String address) {
      super(request);
      this.address = address;
    }

    @Override
    public String getRemoteAddr() {
      return address;
    }

    @Override
    public String getRemoteHost() {
      return address;
    }
  }
}
