package org.examhall.kernel.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host for a connection, or refuses it.
 *
 * <p>The client connects to what this returns and does not ask again, so a name that changes its
 * mind between check and connection (DNS rebinding) gains nothing. Literal addresses in any
 * spelling come through here too. One private address among public ones refuses them all.
 */
final class GuardedResolver implements DnsResolver {
  private final DnsResolver system;
  private final Set<String> allowed;

  /** Names and addresses in {@code privateHosts} may resolve to anything. */
  GuardedResolver(DnsResolver system, Collection<String> privateHosts) {
    this.system = system;
    this.allowed = privateHosts.stream().map(GuardedResolver::plain).collect(Collectors.toSet());
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = system.resolve(host);
    if (!allowed.contains(plain(host))
        && !Arrays.stream(addresses).allMatch(PublicAddresses::contains)) {
      throw new ForbiddenAddress(host);
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return system.resolveCanonicalHostname(host);
  }

  private static String plain(String host) {
    return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
  }

  /** The host has an address that must not be called. */
  static final class ForbiddenAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress(String host) {
      super(host + " has a private address and is not in EXAMHALL_PRIVATE_HOSTS");
    }
  }
}
