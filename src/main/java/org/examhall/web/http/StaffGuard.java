package org.examhall.web.http;

import java.util.EnumSet;
import java.util.Set;
import org.examhall.core.user.StaffAccount;
import org.examhall.core.user.StaffRole;
import org.examhall.kernel.fault.Refused;

/** Lets in who is signed in to the administration, if their role may do this. */
public final class StaffGuard implements Guard {
  private final Set<StaffRole> roles;

  private StaffGuard(Set<StaffRole> roles) {
    this.roles = Set.copyOf(roles);
  }

  /** Whoever has an account: for pages that only show, and for one's own account. */
  public static StaffGuard anybody() {
    return new StaffGuard(EnumSet.allOf(StaffRole.class));
  }

  /** Administrators: for whatever changes something, or shows a secret. */
  public static StaffGuard administrators() {
    return new StaffGuard(EnumSet.of(StaffRole.ADMINISTRATOR));
  }

  /** Whether an account of this role enters. */
  public boolean admits(StaffRole role) {
    return roles.contains(role);
  }

  @Override
  public void check(Request request) {
    StaffAccount account =
        request.find(StaffAccount.class).orElseThrow(() -> new Refused(HttpReason.SIGN_IN));
    if (!admits(account.role())) {
      throw new Refused(HttpReason.ADMINISTRATORS_ONLY);
    }
  }
}
