package org.examhall.web.http;

import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;

/** Lets in site administrators who are signed in. */
public final class StaffGuard implements Guard {
  @Override
  public void check(Request request) {
    if (request.find(StaffAccount.class).isEmpty()) {
      throw new Refused(HttpReason.SIGN_IN);
    }
  }
}
