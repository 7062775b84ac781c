package org.examhall.web.admin;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.web.http.Request;

/**
 * A secret that was just made, on its way to the one page that shows it: sealed, in the
 * administrator's own browser, for five minutes, so that it is stored nowhere in the clear and a
 * reload of the form makes nothing twice. Threads: any.
 */
public final class OneTimeSecret {
  private static final String NAME = "__Host-secret";
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final SecretBox box;

  /** Seals in {@code box}. */
  public OneTimeSecret(SecretBox box) {
    this.box = box;
  }

  Cookie keep(long consumerId, String secret) {
    byte[] sealed = box.seal(purpose(consumerId), secret);
    return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFETIME);
  }

  /** The secret made for this consumer, if this browser has just made one. */
  Optional<String> find(Request request, long consumerId) {
    return request.cookie(NAME).filter(v -> !v.isEmpty()).flatMap(v -> open(v, consumerId));
  }

  Cookie gone() {
    return cookie("", Duration.ZERO);
  }

  private Optional<String> open(String value, long consumerId) {
    try {
      return Optional.of(box.open(purpose(consumerId), Base64.getUrlDecoder().decode(value)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty(); // another consumer's, or not ours: there is nothing to show
    }
  }

  private static String purpose(long consumerId) {
    return "shown once, consumer " + consumerId;
  }

  private static Cookie cookie(String value, Duration lifetime) {
    Cookie cookie = new Cookie(NAME, value);
    cookie.setPath("/");
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Strict");
    cookie.setMaxAge((int) lifetime.toSeconds());
    return cookie;
  }
}
