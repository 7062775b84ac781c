package org.examhall.lti;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An absolute {@code http} or {@code https} address that somebody else gave us, kept byte for byte.
 *
 * <p>Shape: ASCII without blanks, quotes, angle brackets or backslashes; nobody's name before the
 * host. Where a browser or we may go is still to be decided. Threads: any, immutable.
 */
public final class WebAddress {
  private static final Pattern FORM =
      Pattern.compile("(?i)https?://[^/?#@\\\\\\s]+([/?#][\\x21-\\x7e&&[^\"<>\\\\]]*)?");

  private static final Pattern ORIGIN =
      Pattern.compile("(?i)https?://[a-z0-9._-]+(:\\d{1,5})?(?=[/?#]|$)");

  private final String text;

  private WebAddress(String text) {
    this.text = text;
  }

  /** Empty when it is no such address. */
  public static Optional<WebAddress> parse(String text) {
    return Optional.of(text).filter(t -> FORM.matcher(t).matches()).map(WebAddress::new);
  }

  /** As given. */
  public String plain() {
    return text;
  }

  /**
   * Scheme, host and port, as a browser compares them; empty when the host is not written in
   * letters, digits, dots, hyphens and underscores.
   */
  public Optional<String> origin() {
    Matcher matcher = ORIGIN.matcher(text);
    return matcher.lookingAt()
        ? Optional.of(matcher.group().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * With parameters at the end of its query, percent-encoded once; the query's own stay as they
   * are, less any of the same name.
   */
  public String with(Map<String, String> added) {
    int fragmentAt = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
    String address = text.substring(0, fragmentAt);
    int queryAt = address.indexOf('?') < 0 ? address.length() : address.indexOf('?');
    String query = address.substring(Math.min(queryAt + 1, address.length()));
    return address.substring(0, queryAt) + "?" + joined(query, added) + text.substring(fragmentAt);
  }

  /** Parameters as a query, percent-encoded once. */
  public static String query(Map<String, String> parameters) {
    return joined("", parameters);
  }

  private static String joined(String query, Map<String, String> added) {
    Stream<String> kept =
        Stream.of(query.split("&"))
            .filter(piece -> !piece.isEmpty() && !added.containsKey(piece.split("=", 2)[0]));
    Stream<String> ours =
        added.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue()));
    return Stream.concat(kept, ours).collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebAddress that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Not the address: it may hold a session key of the platform. */
  @Override
  public String toString() {
    return "web address";
  }
}
