package org.examhall.web.lti;

import jakarta.servlet.http.Cookie;
import org.examhall.bridge.launch.BeginLogin;

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
    return cookie(state, secret, (int) BeginLogin.LIFETIME.toSeconds());
  }

  /** Takes it back: a state is good for one launch. */
  static Cookie gone(String state) {
    return cookie(state, "", 0);
  }

  private static Cookie cookie(String state, String value, int seconds) {
    Cookie cookie = new Cookie(nameOf(state), value);
    cookie.setPath("/");
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setMaxAge(seconds);
    cookie.setAttribute("SameSite", "None");
    cookie.setAttribute("Partitioned", "true");
    return cookie;
  }
}
