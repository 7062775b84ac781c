package org.examhall.lti.oauth;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Finds out under which address the sender of a request knew us.
 *
 * <p>With a configured address that is the answer, whatever any header says. Without one, the
 * forwarding headers of trusted proxies count, then the connection itself. Headers from anybody
 * else are ignored and named in {@link PublicUrl#decidedBy()}. Threads: any.
 */
public final class PublicUrls {
  private final Optional<PublicUrl> configured;
  private final Predicate<InetAddress> trustedProxy;

  private PublicUrls(Optional<PublicUrl> configured, Predicate<InetAddress> trustedProxy) {
    this.configured = configured;
    this.trustedProxy = trustedProxy;
  }

  /** Always below {@code baseUrl}, whose path stands for the context path. */
  public static PublicUrls below(String baseUrl) {
    return new PublicUrls(
        Optional.of(PublicUrl.parse(baseUrl, "the configured public URL")), peer -> false);
  }

  /** As the request says, believing forwarding headers only from peers that are trusted. */
  public static PublicUrls asForwardedBy(Predicate<InetAddress> trustedProxy) {
    return new PublicUrls(Optional.empty(), trustedProxy);
  }

  /** The public address of one request. */
  public PublicUrl of(WireTarget target) {
    return configured.map(base -> below(base, target)).orElseGet(() -> fromRequest(target));
  }

  private static PublicUrl below(PublicUrl base, WireTarget target) {
    String prefix = base.rawPath().replaceAll("/+$", "");
    String path = prefix + target.pathInApp();
    return new PublicUrl(
        base.scheme(), base.host(), base.port(), path, target.rawQuery(), base.decidedBy());
  }

  private PublicUrl fromRequest(WireTarget target) {
    if (trustedProxy.test(target.peer())) {
      return forwarded(target, Forwarding.of(target));
    }
    Forwarding none =
        new Forwarding(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    return forwarded(target, none);
  }

  private PublicUrl forwarded(WireTarget target, Forwarding said) {
    String scheme = said.scheme().orElse(target.scheme());
    HostPort host = HostPort.parse(said.host().or(() -> target.line("Host")).orElse(null));
    return new PublicUrl(
        scheme,
        host.host(),
        port(said, host),
        said.prefix().orElse("") + target.rawPath(),
        target.rawQuery(),
        decidedBy(target, said));
  }

  /** A port in the forwarded host wins; a forwarded port beats the one of our own connection. */
  private static OptionalInt port(Forwarding said, HostPort host) {
    if (said.host().isPresent() && host.port().isPresent()) {
      return host.port();
    }
    if (said.port().isPresent()) {
      return OptionalInt.of(Integer.parseInt(said.port().orElseThrow()));
    }
    return host.port();
  }

  private static String decidedBy(WireTarget target, Forwarding said) {
    String peer = target.peer().getHostAddress();
    if (!said.named().isEmpty()) {
      return String.join(", ", said.named()) + " from the trusted proxy " + peer;
    }
    List<String> sent = Forwarding.sent(target);
    return sent.isEmpty()
        ? "the request itself"
        : "the request itself; "
            + String.join(", ", sent)
            + " ignored, "
            + peer
            + " is no trusted proxy";
  }
}
