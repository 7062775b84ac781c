package org.examhall.lti.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the forwarding headers of one request say about the address that the browser used.
 *
 * <p>{@code Forwarded} (RFC 7239) wins over the {@code X-} family. Of a list the first element
 * counts, that of the proxy nearest to the browser. A value that is no scheme, host, port or prefix
 * is as good as absent.
 *
 * @param named the headers that were used
 */
record Forwarding(
    Optional<String> scheme,
    Optional<String> host,
    Optional<String> port,
    Optional<String> prefix,
    List<String> named) {
  static final List<String> HEADERS =
      List.of(
          "Forwarded",
          "X-Forwarded-Proto",
          "X-Forwarded-Ssl",
          "X-Url-Scheme",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix");
  private static final Pattern PAIR =
      Pattern.compile("\\s*([A-Za-z]+)=(?:\"([^\"\\\\]*)\"|([^\\s\";,]+))\\s*([;,]|$)");

  static Forwarding of(WireTarget target) {
    return target.line("Forwarded").isPresent() ? standard(target) : common(target);
  }

  private static Forwarding standard(WireTarget target) {
    String line = target.line("Forwarded").orElseThrow();
    return new Forwarding(
        element(line, "proto").flatMap(Forwarding::scheme),
        element(line, "host").filter(HostPort::isOne),
        Optional.empty(),
        prefix(target),
        List.of("Forwarded"));
  }

  private static Forwarding common(WireTarget target) {
    Optional<String> scheme =
        target
            .firstOf("X-Forwarded-Proto")
            .or(() -> target.firstOf("X-Forwarded-Ssl").flatMap(Forwarding::overTls))
            .or(() -> target.firstOf("X-Url-Scheme"))
            .flatMap(Forwarding::scheme);
    return new Forwarding(
        scheme,
        target.firstOf("X-Forwarded-Host").filter(HostPort::isOne),
        target.firstOf("X-Forwarded-Port").filter(port -> port.matches("[1-9][0-9]{0,4}")),
        prefix(target),
        sent(target));
  }

  /** The forwarding headers that came with the request, believed or not. */
  static List<String> sent(WireTarget target) {
    List<String> names = new ArrayList<>(HEADERS);
    names.removeIf(name -> target.line(name).isEmpty());
    return names;
  }

  private static Optional<String> prefix(WireTarget target) {
    return target
        .firstOf("X-Forwarded-Prefix")
        .filter(prefix -> prefix.matches("(/[A-Za-z0-9._~%-]+)+/?"))
        .map(prefix -> prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
  }

  private static Optional<String> overTls(String onOrOff) {
    return onOrOff.equalsIgnoreCase("on") ? Optional.of("https") : Optional.empty();
  }

  private static Optional<String> scheme(String word) {
    return Optional.of(word.toLowerCase(Locale.ROOT)).filter(s -> s.matches("https?"));
  }

  /** One parameter of the first element of a {@code Forwarded} line. */
  private static Optional<String> element(String line, String name) {
    Matcher pair = PAIR.matcher(line);
    int at = 0;
    while (pair.find(at) && pair.start() == at) {
      if (pair.group(1).equalsIgnoreCase(name)) {
        return Optional.ofNullable(pair.group(2)).or(() -> Optional.ofNullable(pair.group(3)));
      }
      if (!pair.group(4).equals(";")) {
        break;
      }
      at = pair.end();
    }
    return Optional.empty();
  }
}
