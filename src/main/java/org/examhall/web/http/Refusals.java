package org.examhall.web.http;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.text.Messages;

/**
 * What a refusal is over HTTP: its status, and its words in the reader's language. For the error
 * page, and for pages that show a form again with what was wrong. Threads: any.
 */
public final class Refusals {
  private final Messages messages;

  /** Words from {@code messages}. */
  public Refusals(Messages messages) {
    this.messages = messages;
  }

  /** The status that the refusal is answered with. */
  public int status(Refused refused) {
    return refused.reason() instanceof HttpReason http
        ? http.status()
        : status(refused.reason().kind());
  }

  /** Plain words, in the reader's language. */
  public String text(Request request, Refused refused) {
    return messages.text(
        request.language(), refused.reason().messageKey(), refused.details().toArray());
  }

  private static int status(Kind kind) {
    return switch (kind) {
      case BAD_INPUT -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case TOO_MANY -> 429;
      case UNAVAILABLE -> 503;
    };
  }
}
