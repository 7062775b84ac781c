package org.examhall.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.util.NetMaskSet;
import org.examhall.kernel.config.BadSetting;
import org.examhall.kernel.config.Option;

/** The proxies whose word about the browser's address is taken. Threads: any. */
final class TrustedProxies {
  /** An address, never a name: looking one up would let a stranger make us ask the DNS. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private final NetMaskSet masks = new NetMaskSet();

  /** Addresses or networks ({@code 10.0.0.0/8}); a bad one is a {@link BadSetting}. */
  TrustedProxies(List<String> addresses) {
    List<String> wrong = masks.addAll(String.join(",", addresses));
    if (!wrong.isEmpty()) {
      throw new BadSetting(Option.TRUSTED_PROXIES.variable() + ": " + String.join("; ", wrong));
    }
  }

  /** Who is behind {@code peer}: the last forwarded address that is not a trusted proxy. */
  String clientOf(String peer, Enumeration<String> forwarded) {
    List<String> hops = new ArrayList<>();
    Collections.list(forwarded)
        .forEach(line -> Stream.of(line.split(",")).map(String::strip).forEach(hops::add));
    String client = peer;
    for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
      if (!LITERAL.matcher(hops.get(i)).matches()) {
        break;
      }
      client = canonical(hops.get(i), client);
    }
    return client;
  }

  /** IPv6 in full, as the container writes its own. */
  private static String canonical(String literal, String otherwise) {
    try {
      return InetAddress.getByName(literal).getHostAddress();
    } catch (UnknownHostException e) {
      return otherwise;
    }
  }

  private boolean trusts(String address) {
    try {
      return masks.contains(address);
    } catch (UnknownHostException e) {
      return false; // not an address at all, so not a proxy's
    }
  }
}
