package org.examhall.demo.lms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a service of LTI 1.3 treats a request that is in order.
 *
 * <p>Those marked as carried out do the work although the tool may never learn of it.
 */
public enum Trouble {
  /** None: as it should be. */
  OK(true),
  /** Internal error. */
  FAIL_500(false),
  /** Down for maintenance, with Retry-After. */
  UNAVAILABLE_503(false),
  /** As if the token had been revoked. */
  UNAUTHORIZED_401(false),
  /** As if a firewall stood in the way. */
  FORBIDDEN_403(false),
  /** Too many requests, the way Canvas sends it. */
  RATE_LIMITED_403(false),
  /** Too many requests, with Retry-After. */
  TOO_MANY_429(false),
  /** A proper refusal. */
  BAD_REQUEST_400(false),
  /** As if it had been deleted. */
  NOT_FOUND_404(false),
  /** As if a newer score were there. */
  CONFLICT_409(false),
  /** As if the student had left the course, the way Canvas sends it. */
  UNPROCESSABLE_422(false),
  /** Waits, then answers well. */
  STALL(true),
  /** Breaks the connection in the middle of a good answer. */
  CLOSE_MID_BODY(true),
  /** Does the work and closes the connection without any answer. */
  LOST(true),
  /** Closes the connection without any answer. */
  CLOSE(false),
  /** A login page, status 200. */
  GARBAGE_HTML(false),
  /** Not JSON, but called so. */
  GARBAGE_NOT_JSON(false),
  /** A good answer that is called HTML. */
  TYPE_HTML(true),
  /** Nothing at all, status 200. */
  EMPTY(false),
  /** Moved to the login page. */
  REDIRECT_302(false);

  private final boolean carriedOut;

  Trouble(boolean carriedOut) {
    this.carriedOut = carriedOut;
  }

  boolean carriedOut() {
    return carriedOut;
  }

  /** Its name in the control API, such as {@code fail-500}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The trouble of that name. */
  public static Optional<Trouble> find(String label) {
    return Arrays.stream(values()).filter(known -> known.label().equals(label)).findFirst();
  }
}
