package org.examhall.lti.oauth;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a request arrived, as raw as the container can tell.
 *
 * @param scheme of the connection to us, not of what a proxy says
 * @param rawPath path as on the wire, context path included, nothing decoded
 * @param contextPath what of it is our context path; empty at the root
 * @param peer who holds the other end of the connection
 * @param headers every line of {@code Host} and of the forwarding headers, in order; names in any
 *     case
 */
public record WireTarget(
    String scheme,
    String rawPath,
    Optional<String> rawQuery,
    String contextPath,
    InetAddress peer,
    Map<String, List<String>> headers) {

  /** Keeps its own copy of the headers, found in any case. */
  public WireTarget {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, lines) -> anyCase.put(name, List.copyOf(lines)));
    headers = anyCase;
  }

  /** Path below the context path. */
  String pathInApp() {
    return rawPath.startsWith(contextPath) ? rawPath.substring(contextPath.length()) : rawPath;
  }

  /** The first value of a header that holds a comma list, empty when it did not come. */
  Optional<String> firstOf(String header) {
    return headers.getOrDefault(header, List.of()).stream()
        .findFirst()
        .map(line -> line.split(",", 2)[0].strip())
        .filter(value -> !value.isEmpty());
  }

  /** The first line of a header, whole. */
  Optional<String> line(String header) {
    return headers.getOrDefault(header, List.of()).stream().findFirst();
  }
}
