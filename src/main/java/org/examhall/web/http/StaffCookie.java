package org.examhall.web.http;

import jakarta.servlet.http.Cookie;
import java.util.Optional;

/** The cookie of a signed-in site administrator; gone when the browser closes. */
public final class StaffCookie {
  static final String NAME = "__Host-staff";

  private StaffCookie() {}

  /** The cookie to set after signing in. */
  public static Cookie of(String token) {
    Cookie cookie = new Cookie(NAME, token);
    cookie.setPath("/");
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }

  /** The cookie that takes it away again. */
  public static Cookie gone() {
    Cookie cookie = of("");
    cookie.setMaxAge(0);
    return cookie;
  }

  /** The token that the browser brought along, whatever it is worth. */
  public static Optional<String> tokenOf(Request request) {
    return request.cookie(NAME);
  }
}
