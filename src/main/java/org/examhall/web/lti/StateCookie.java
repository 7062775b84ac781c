package org.examhall.web.lti;

import jakarta.servlet.http.Cookie;
import org.examhall.bridge.launch.BeginLogin;
import org.examhall.web.http.EmbeddedCookie;

/**
 * The cookie that binds a login to the browser which began it. Each login has its own, so that
 * launches in two tabs do not overwrite each other.
 *
 * <p>Partitioned: a frame of the platform gets it back although third-party cookies are blocked.
 */
final class StateCookie {
  private static final String PREFIX = "__Host-s-";
  private static final int STATE_CHARS = 12;

  private StateCookie() {}

  /** Name of the cookie of the login with this state, as sent to us by anybody. */
  static String nameOf(String state) {
    return PREFIX + state.substring(0, Math.min(STATE_CHARS, state.length()));
  }

  static Cookie of(String state, String secret) {
    return EmbeddedCookie.of(nameOf(state), secret, BeginLogin.LIFETIME);
  }

  /** Takes it back: a state is good for one launch. */
  static Cookie gone(String state) {
    return EmbeddedCookie.gone(nameOf(state));
  }
}
