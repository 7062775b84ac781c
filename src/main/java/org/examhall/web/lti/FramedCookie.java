package org.examhall.web.lti;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import org.examhall.web.http.EmbeddedCookie;
import org.examhall.web.http.Request;

/** Shows that this browser gives our cookies back in the platform's frame; says nothing else. */
final class FramedCookie {
  private static final String NAME = "__Host-framed";
  private static final Duration LIFETIME = Duration.ofDays(1);

  private FramedCookie() {}

  /** Whether the browser gave it back. */
  static boolean isIn(Request request) {
    return request.cookie(NAME).isPresent();
  }

  static Cookie fresh() {
    return EmbeddedCookie.of(NAME, "1", LIFETIME);
  }
}
