package org.examhall.web.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;

/**
 * Proof that a change was asked for on one of our own pages: the browser says so ({@code
 * Sec-Fetch-Site}, or {@code Origin} where it is not sent), and the form carries a code derived
 * from the secret of the visitor's own session cookie.
 *
 * <p>Visitors without a session (the sign-in page) get a cookie for this alone. Forms with files
 * carry the code in the query ({@code ?csrf=…}), so that it is checked before any of the body is
 * read. Threads: any. Source: OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata" and "Signed
 * Double-Submit Cookie".
 */
public final class Csrf {
  /** Name of the form field and of the query parameter. */
  public static final String FIELD = "csrf";

  private static final String VISITOR_COOKIE = "__Host-form";
  private static final String PURPOSE = "csrf";

  private final Tokens tokens;
  private final Origins origins;

  /** Derives with {@code tokens}; changes must come from {@code origins}' app. */
  public Csrf(Tokens tokens, Origins origins) {
    this.tokens = tokens;
    this.origins = origins;
  }

  /** The code for this visitor's forms; may set a cookie, so ask before the response is sent. */
  String tokenFor(Request request, HttpServletResponse response) {
    return derive(secretOf(request).orElseGet(() -> greet(request, response)));
  }

  /** Refuses a change that does not prove where it comes from. */
  void check(Request request) {
    boolean proven =
        origins.sentFromApp(request)
            && secretOf(request)
                .flatMap(s -> request.parameter(FIELD).filter(code -> tokens.same(derive(s), code)))
                .isPresent();
    if (!proven) {
      throw new Refused(HttpReason.FOREIGN_FORM);
    }
  }

  private static Optional<String> secretOf(Request request) {
    return request
        .find(SessionSecret.class)
        .map(SessionSecret::value)
        .or(() -> request.cookie(VISITOR_COOKIE));
  }

  private String greet(Request request, HttpServletResponse response) {
    String secret = tokens.fresh();
    Cookie cookie = new Cookie(VISITOR_COOKIE, secret);
    cookie.setPath("/");
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    request.put(SessionSecret.class, new SessionSecret(secret));
    return secret;
  }

  private String derive(String secret) {
    return tokens.derive(PURPOSE, secret);
  }
}
