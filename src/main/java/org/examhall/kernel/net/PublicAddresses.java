package org.examhall.kernel.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the internet at large.
 *
 * <p>Source: the IANA special-purpose address registries (RFC 6890 and successors) for IPv4; for
 * IPv6 only global unicast counts, less what is set aside inside it. An IPv4 address behind NAT64
 * counts as what it is; IPv4-mapped IPv6 addresses are IPv4 to the JDK already.
 */
final class PublicAddresses {
  private static final List<Network> NOT_PUBLIC_IPV4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3"); // multicast, reserved, broadcast

  private static final Network GLOBAL_IPV6 = Network.of("2000::/3");
  private static final List<Network> NOT_PUBLIC_IPV6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
  private static final Network NAT64 = Network.of("64:ff9b::/96");
  private static final int NAT64_PREFIX_BYTES = 12;

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_IPV4.stream().noneMatch(network -> network.contains(address));
    }
    if (NAT64.contains(address)) {
      return contains(behindNat64(address));
    }
    return GLOBAL_IPV6.contains(address)
        && NOT_PUBLIC_IPV6.stream().noneMatch(network -> network.contains(address));
  }

  private static InetAddress behindNat64(InetAddress address) {
    try {
      byte[] all = address.getAddress();
      return InetAddress.getByAddress(Arrays.copyOfRange(all, NAT64_PREFIX_BYTES, all.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Network> networks(String... blocks) {
    return Arrays.stream(blocks).map(Network::of).toList();
  }
}
