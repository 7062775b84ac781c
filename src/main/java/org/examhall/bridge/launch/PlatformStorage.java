package org.examhall.bridge.launch;

import java.util.Optional;
import org.examhall.lti.WebAddress;

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

  /**
   * The storage of a login, whose messages must come from where the platform authorises; empty when
   * that address has no origin that could be compared.
   */
  static Optional<PlatformStorage> of(String frame, String authorizationUrl, String state) {
    return WebAddress.parse(authorizationUrl)
        .flatMap(WebAddress::origin)
        .map(origin -> new PlatformStorage(frame, origin, KEY + state.substring(0, KEY_CHARS)));
  }
}
