package org.examhall.web.http;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cookie that binds a launch to the browser that made it. Each launch has its own, so that two
 * tabs, two users, and a teacher beside the student view live side by side.
 */
public final class LaunchCookie {
  private static final String PREFIX = "__Host-l-";
  private static final int ID_CHARS = 12;
  private static final int MOST_OTHERS = 20;

  private LaunchCookie() {}

  /**
   * Cookies that take back the oldest ones of this browser when it holds more than a few, so that
   * the header stays small however often somebody launches.
   */
  public static List<Cookie> surplus(Request request) {
    Cookie[] sent = request.servlet().getCookies();
    List<String> names =
        Stream.of(sent == null ? new Cookie[0] : sent)
            .map(Cookie::getName)
            .filter(name -> name.startsWith(PREFIX))
            .toList();
    return names.stream()
        .limit(Math.max(0, names.size() - MOST_OTHERS))
        .map(EmbeddedCookie::gone)
        .toList();
  }

  /** Name of the cookie of the launch with this id. */
  public static String nameOf(String launchId) {
    return PREFIX + launchId.substring(0, Math.min(ID_CHARS, launchId.length()));
  }

  /** The cookie to set after a verified launch; {@code token} is what the launch's hash is of. */
  public static Cookie of(String launchId, String token) {
    return EmbeddedCookie.of(nameOf(launchId), token);
  }
}
