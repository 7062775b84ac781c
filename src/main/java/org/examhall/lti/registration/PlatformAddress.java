package org.examhall.lti.registration;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;

/**
 * Which addresses of a platform that registers itself are taken: https, or plain http where the
 * administrator named the host as one of a lab.
 *
 * <p>Whether the host's address may be called is decided when it is called. Threads: any.
 */
public final class PlatformAddress {
  private static final int MAX_CHARS = 2_000;

  private final Collection<String> labHosts;

  /** {@code labHosts} need no https. */
  public PlatformAddress(Collection<String> labHosts) {
    this.labHosts = labHosts;
  }

  /** The address; empty when it is none that we take. */
  public Optional<URI> parse(String text) {
    if (text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(text)).filter(this::isTaken);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no address at all: the caller names the check
    }
  }

  private boolean isTaken(URI uri) {
    boolean plain =
        uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
    return plain
        && ("https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && labHosts.contains(uri.getHost())));
  }
}
