package org.examhall.web.http;

import java.io.IOException;

/** Answers one route. Refusals are thrown as {@link org.examhall.kernel.fault.Refused}. */
@FunctionalInterface
public interface Handler {
  /** The answer; never null. */
  Response handle(Request request) throws IOException;
}
