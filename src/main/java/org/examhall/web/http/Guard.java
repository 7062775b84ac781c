package org.examhall.web.http;

import org.examhall.kernel.fault.Refused;

/**
 * Decides who may enter a route, before its handler runs.
 *
 * <p>A guard that finds out who asks leaves that with the request ({@link Request#put}), for the
 * handler to check objects against.
 */
@FunctionalInterface
public interface Guard {
  /** Returns if the request may enter, else throws {@link Refused}. */
  void check(Request request);
}
