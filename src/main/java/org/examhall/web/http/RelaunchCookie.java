package org.examhall.web.http;

import jakarta.servlet.http.Cookie;
import java.time.Duration;

/** The cookie that binds a launch that has to be repeated to the browser where it began. */
public final class RelaunchCookie {
  private static final String PREFIX = "__Host-r-";
  private static final int NAME_CHARS = 12;

  private RelaunchCookie() {}

  /** The cookie to set; {@code state} is ours, {@code browser} what its hash is kept of. */
  public static Cookie of(String state, String browser, Duration lifetime) {
    return EmbeddedCookie.of(nameOf(state), browser, lifetime);
  }

  /** The cookie that takes it away again. */
  public static Cookie gone(String state) {
    return EmbeddedCookie.gone(nameOf(state));
  }

  /** What the browser brought for this state; empty when nothing. */
  public static String valueFor(Request request, String state) {
    return request.cookie(nameOf(state)).orElse("");
  }

  /** A state that somebody made up gives a name that no cookie has. */
  private static String nameOf(String state) {
    String plain = state.replaceAll("[^A-Za-z0-9_-]", "");
    return PREFIX + plain.substring(0, Math.min(NAME_CHARS, plain.length()));
  }
}
