package org.examhall.web.http;

import jakarta.servlet.http.Cookie;

/**
 * The cookie that binds a launch to the browser that made it. Each launch has its own, so that two
 * tabs, two users, and a teacher beside the student view live side by side.
 */
public final class LaunchCookie {
  private static final int ID_CHARS = 12;

  private LaunchCookie() {}

  /** Name of the cookie of the launch with this id. */
  public static String nameOf(String launchId) {
    return "__Host-l-" + launchId.substring(0, Math.min(ID_CHARS, launchId.length()));
  }

  /** The cookie to set after a verified launch; {@code token} is what the launch's hash is of. */
  public static Cookie of(String launchId, String token) {
    Cookie cookie = new Cookie(nameOf(launchId), token);
    cookie.setPath("/");
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "None");
    cookie.setAttribute("Partitioned", "true");
    return cookie;
  }
}
