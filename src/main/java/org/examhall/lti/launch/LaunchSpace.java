package org.examhall.lti.launch;

import java.util.Locale;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.oauth.PublicUrl;

/**
 * The addresses of ours that a launch may name as its target: one origin, at or below one path.
 *
 * <p>Threads: any, immutable.
 */
public final class LaunchSpace {
  private final PublicUrl base;

  private LaunchSpace(PublicUrl base) {
    this.base = base;
  }

  /** All that is at or below this address, which ends without a slash. */
  public static LaunchSpace below(String base) {
    return new LaunchSpace(PublicUrl.parse(base));
  }

  /** Whether {@code address} is one of ours, however it is spelled; never by climbing. */
  public boolean holds(String address) {
    try {
      PublicUrl url = PublicUrl.parse(address);
      return sameOrigin(url) && below(url.rawPath(), base.rawPath()) && !climbs(url.rawPath());
    } catch (Refused notAnAddress) {
      return false;
    }
  }

  private boolean sameOrigin(PublicUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port().equals(base.port());
  }

  private static boolean below(String path, String top) {
    return path.equals(top) || path.startsWith(top.endsWith("/") ? top : top + "/");
  }

  /** Dots that lead upwards, also escaped ones, and escaped separators that would hide them. */
  private static boolean climbs(String path) {
    String plain = path.toLowerCase(Locale.ROOT).replace("%2e", ".");
    return plain.contains("%2f")
        || plain.contains("%5c")
        || Stream.of(plain.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."));
  }
}
