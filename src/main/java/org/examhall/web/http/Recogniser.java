package org.examhall.web.http;

/**
 * Finds out from a cookie who asks, before CSRF and guard; refuses nobody.
 *
 * <p>Leaves what it found, and the {@link SessionSecret} it was found by, with the request.
 */
@FunctionalInterface
public interface Recogniser {
  /** Looks at the request's path and cookies. */
  void recognise(Request request);
}
