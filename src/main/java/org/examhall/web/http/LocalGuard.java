package org.examhall.web.http;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;

/**
 * Lets in who may see how the installation is: a caller on this machine, the bearer of the
 * configured token, a signed-in administrator.
 *
 * <p>Local is who connects from loopback and was not forwarded: behind a proxy on the same machine
 * everybody connects from loopback.
 */
public final class LocalGuard implements Guard {
  private final Tokens tokens = new Tokens();
  private final String bearer;

  /** {@code metricsToken} lets others in; empty lets nobody. */
  public LocalGuard(String metricsToken) {
    this.bearer = metricsToken.isEmpty() ? "" : "Bearer " + metricsToken;
  }

  @Override
  public void check(Request request) {
    boolean allowed =
        request.find(StaffAccount.class).isPresent() || bearsToken(request) || isLocal(request);
    if (!allowed) {
      throw new Refused(HttpReason.LOCAL_ONLY);
    }
  }

  private boolean bearsToken(Request request) {
    return !bearer.isEmpty()
        && request.header("Authorization").filter(given -> tokens.same(bearer, given)).isPresent();
  }

  private static boolean isLocal(Request request) {
    HttpServletRequest asReceived = unwrap(request.servlet());
    return Stream.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host")
            .allMatch(header -> asReceived.getHeader(header) == null)
        && isLoopback(asReceived.getRemoteAddr());
  }

  private static HttpServletRequest unwrap(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return (HttpServletRequest) inner;
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // no address, so not this machine's
    }
  }
}
