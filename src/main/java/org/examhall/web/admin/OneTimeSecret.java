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
    return keep("consumer " + consumerId, secret);
  }

  /** On its way to the page about {@code subject}. */
  Cookie keep(String subject, String secret) {
    byte[] sealed = box.seal(purpose(subject), secret);
    return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFETIME);
  }

  /** The secret made for this consumer, if this browser has just made one. */
  Optional<String> find(Request request, long consumerId) {
    return find(request, "consumer " + consumerId);
  }

  /** The secret made for this subject, if this browser has just made one. */
  Optional<String> find(Request request, String subject) {
    return request.cookie(NAME).filter(v -> !v.isEmpty()).flatMap(v -> open(v, subject));
  }

  Cookie gone() {
    return cookie("", Duration.ZERO);
  }

  private Optional<String> open(String value, String subject) {
    try {
      return Optional.of(box.open(purpose(subject), Base64.getUrlDecoder().decode(value)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty(); // another consumer's, or not ours: there is nothing to show
    }
  }

  private static String purpose(String subject) {
    return "shown once, " + subject;
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
