package org.examhall.web.http;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Refusals that belong to HTTP itself. */
public enum HttpReason implements Reason {
  /** No such page, or not this person's to know about. */
  NOT_FOUND(Kind.NOT_FOUND, 404, "http.not_found"),
  /** The page exists, but not for this method; the {@code Allow} header says for which. */
  METHOD_NOT_ALLOWED(Kind.BAD_INPUT, 405, "http.method_not_allowed"),
  /** The request names a host that is neither the app's nor the content's. */
  UNKNOWN_HOST(Kind.NOT_FOUND, 421, "http.unknown_host"),
  /** A change without proof that it comes from our own page. */
  FOREIGN_FORM(Kind.FORBIDDEN, 403, "http.foreign_form"),
  /** The launch is over, or belongs to another browser; which of them is not told. */
  NO_LAUNCH(Kind.FORBIDDEN, 403, "http.no_launch"),
  /** The launch's role may not do this. */
  OTHER_ROLE(Kind.FORBIDDEN, 403, "http.other_role"),
  /** The LMS made the launch for something else. */
  OTHER_PURPOSE(Kind.FORBIDDEN, 403, "http.other_purpose"),
  /** An administrator looks at a class and may change nothing of it. */
  LOOKING_ONLY(Kind.FORBIDDEN, 403, "http.looking_only"),
  /** Only the site's administrators erase people of this LMS. */
  SITE_ERASES(Kind.FORBIDDEN, 403, "http.site_erases"),
  /** For site admins, who must sign in first. */
  SIGN_IN(Kind.FORBIDDEN, 403, "http.sign_in"),
  /** For administrators, and this account only looks. */
  ADMINISTRATORS_ONLY(Kind.FORBIDDEN, 403, "http.administrators_only"),
  /** For callers on this machine, or with the token. */
  LOCAL_ONLY(Kind.FORBIDDEN, 403, "http.local_only"),
  /** Too many bytes. */
  TOO_LARGE(Kind.TOO_LARGE, 413, "http.too_large"),
  /** A body or parameter that can't be read. */
  UNREADABLE(Kind.BAD_INPUT, 400, "http.unreadable"),
  /** The database or another needed part is away. */
  UNAVAILABLE(Kind.UNAVAILABLE, 503, "http.unavailable"),
  /** A bug of ours. */
  BROKEN(Kind.UNAVAILABLE, 500, "http.broken");

  private final Kind kind;
  private final int status;
  private final String messageKey;

  HttpReason(Kind kind, int status, String messageKey) {
    this.kind = kind;
    this.status = status;
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

  /** The exact status, where {@link Kind} is too coarse for HTTP. */
  int status() {
    return status;
  }
}
