package org.examhall.bridge.launch;

import java.net.URI;

/**
 * A frame of the platform that keeps texts for us where cookies are blocked.
 *
 * <p>Source: LTI Client Side postMessages 0.1, LTI OIDC Login with Client Side postMessages 0.1.
 *
 * @param frame its name, or {@code _parent}
 * @param origin whom messages go to and come from, and nobody else
 * @param key under which this login's secret is kept
 */
public record PlatformStorage(String frame, String origin, String key) {
  private static final String KEY = "examhall-";
  private static final int KEY_CHARS = 16;

  /** The storage of a login, whose messages must come from where the platform authorises. */
  static PlatformStorage of(String frame, String authorizationUrl, String state) {
    URI uri = URI.create(authorizationUrl);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new PlatformStorage(
        frame, uri.getScheme() + "://" + uri.getHost() + port, KEY + state.substring(0, KEY_CHARS));
  }
}
