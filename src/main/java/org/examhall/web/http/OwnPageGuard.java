package org.examhall.web.http;

import org.examhall.kernel.fault.Refused;

/**
 * Lets in what a page of ours sent, from a browser that holds no cookie yet which a form could
 * prove itself by.
 *
 * <p>Else anybody could send somebody's browser into a visit of their own choice. Source: OWASP
 * CSRF Prevention Cheat Sheet, "Fetch Metadata".
 */
public final class OwnPageGuard implements Guard {
  private final Origins origins;

  /** Pages of the app of {@code origins}. */
  public OwnPageGuard(Origins origins) {
    this.origins = origins;
  }

  @Override
  public void check(Request request) {
    if (!origins.sentFromApp(request)) {
      throw new Refused(HttpReason.FOREIGN_FORM);
    }
  }
}
