package org.examhall.demo.lms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the outcome service treats a request that is in order.
 *
 * <p>Those marked as carried out store the grade although the tool never learns of it.
 */
public enum Behaviour {
  /** As it should be. */
  OK(true),
  /** Internal error. */
  FAIL_500(false),
  /** As if the key had been changed. */
  UNAUTHORIZED_401(false),
  /** As if a firewall stood in the way. */
  FORBIDDEN_403(false),
  /** Too many requests, with Retry-After. */
  TOO_MANY_429(false),
  /** A proper refusal, the way Canvas sends it. */
  FAILURE_422(false),
  /** A proper refusal, the way Moodle and older Canvas send it. */
  FAILURE_200(false),
  /** Waits, then answers well. */
  STALL(true),
  /** Breaks the connection in the middle of a good answer. */
  CLOSE_MID_BODY(true),
  /** Closes the connection without any answer. */
  CLOSE(false),
  /** A login page, status 200. */
  GARBAGE_HTML(false),
  /** Not even markup. */
  GARBAGE_NOT_XML(false),
  /** Fifty megabytes of it. */
  GARBAGE_HUGE(false),
  /** An answer that grows to gigabytes if its document type is believed. */
  GARBAGE_DOCTYPE(false),
  /** Nothing at all, status 200. */
  EMPTY(false),
  /** Moved to the login page. */
  REDIRECT_302(false);

  private final boolean carriedOut;

  Behaviour(boolean carriedOut) {
    this.carriedOut = carriedOut;
  }

  boolean carriedOut() {
    return carriedOut;
  }

  /** Its name in the control API, such as {@code fail-500}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The behaviour of that name. */
  public static Optional<Behaviour> find(String label) {
    return Arrays.stream(values()).filter(known -> known.label().equals(label)).findFirst();
  }
}
