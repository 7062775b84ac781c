package org.examhall.lti.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;

/**
 * The address of a request as its sender knew it, in the form that gets signed.
 *
 * <p>Shape: scheme {@code http} or {@code https}; host lower case; port empty when it is the
 * scheme's own; path exactly as on the wire, never decoded; query apart, without question mark.
 * Source: RFC 5849 section 3.4.1.2. Errors: {@link Refused} with {@link Fault#URL_UNUSABLE}.
 */
public record PublicUrl(
    String scheme, String host, OptionalInt port, String rawPath, Optional<String> rawQuery) {
  private static final Pattern HOST = Pattern.compile("\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+");

  /** Puts the parts into the form described above. */
  public PublicUrl {
    scheme = scheme.toLowerCase(Locale.ROOT);
    host = host.toLowerCase(Locale.ROOT);
    rawPath = rawPath.isEmpty() ? "/" : rawPath;
    if (port.isPresent() && port.getAsInt() == defaultPort(scheme)) {
      port = OptionalInt.empty();
    }
    boolean portFits = port.isEmpty() || (port.getAsInt() > 0 && port.getAsInt() < 65_536);
    if (!scheme.matches("https?") || !HOST.matcher(host).matches() || !portFits) {
      throw new Refused(Fault.URL_UNUSABLE);
    }
    requireWirePath(rawPath);
  }

  /** An absolute URL, taken apart without decoding anything. */
  public static PublicUrl parse(String url) {
    try {
      URI uri = new URI(url);
      HostPort authority = HostPort.parse(uri.getRawAuthority());
      return new PublicUrl(
          String.valueOf(uri.getScheme()),
          authority.host(),
          authority.port(),
          String.valueOf(uri.getRawPath()),
          Optional.ofNullable(uri.getRawQuery()));
    } catch (URISyntaxException e) {
      throw new Refused(Fault.URL_UNUSABLE);
    }
  }

  /** The base string URI: everything but the query. */
  public String baseUri() {
    String authority = port.isPresent() ? host + ":" + port.getAsInt() : host;
    return scheme + "://" + authority + rawPath;
  }

  /** What arrived on this host with {@code wirePath} and {@code wireQuery}, both undecoded. */
  public PublicUrl arrivedAt(String wirePath, Optional<String> wireQuery) {
    return new PublicUrl(scheme, host, port, wirePath, wireQuery);
  }

  /** The same place under another scheme, port or path. */
  PublicUrl with(String otherScheme, OptionalInt otherPort, String otherPath) {
    return new PublicUrl(otherScheme, host, otherPort, otherPath, rawQuery);
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** A path that java.net.URI would read as something else can't be signed by signpost. */
  private static void requireWirePath(String path) {
    boolean ascii = path.chars().allMatch(c -> c > ' ' && c < 0x7f);
    boolean plain = path.startsWith("/") && path.indexOf('?') < 0 && path.indexOf('#') < 0;
    if (!ascii || !plain) {
      throw new Refused(Fault.URL_UNUSABLE);
    }
    try {
      new URI("http://h" + path);
    } catch (URISyntaxException e) {
      throw new Refused(Fault.URL_UNUSABLE);
    }
  }
}
