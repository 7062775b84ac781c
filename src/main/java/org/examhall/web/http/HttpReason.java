package org.examhall.web.http;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Refusals that belong to HTTP itself. */
public enum HttpReason implements Reason {
  /** No such page, or not this person's to know about. */
  NOT_FOUND(Kind.NOT_FOUND, "http.not_found"),
  /** A change without proof that it comes from our own page. */
  FOREIGN_FORM(Kind.FORBIDDEN, "http.foreign_form"),
  /** Too many bytes. */
  TOO_LARGE(Kind.TOO_LARGE, "http.too_large"),
  /** A body or parameter that can't be read. */
  UNREADABLE(Kind.BAD_INPUT, "http.unreadable"),
  /** The database or another needed part is away. */
  UNAVAILABLE(Kind.UNAVAILABLE, "http.unavailable");

  private final Kind kind;
  private final String messageKey;

  HttpReason(Kind kind, String messageKey) {
    this.kind = kind;
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
