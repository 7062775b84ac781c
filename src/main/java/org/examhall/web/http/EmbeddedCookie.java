package org.examhall.web.http;

import jakarta.servlet.http.Cookie;
import java.time.Duration;

/**
 * A cookie that comes back in a frame of the LMS, too: partitioned, so also where third-party
 * cookies are blocked. Its name has to begin with {@code __Host-}.
 */
public final class EmbeddedCookie {
  private EmbeddedCookie() {}

  /** A cookie that is gone when the browser closes. */
  public static Cookie of(String name, String value) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "None");
    cookie.setAttribute("Partitioned", "true");
    return cookie;
  }

  /** A cookie that is kept so long. */
  public static Cookie of(String name, String value, Duration lifetime) {
    Cookie cookie = of(name, value);
    cookie.setMaxAge((int) lifetime.toSeconds());
    return cookie;
  }

  /** The cookie that takes it away again. */
  public static Cookie gone(String name) {
    return of(name, "", Duration.ZERO);
  }
}
