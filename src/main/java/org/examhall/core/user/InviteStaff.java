package org.examhall.core.user;

import java.util.Map;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Tx;

/** Lets somebody set the password of an account: of a new one, or because they forgot it. */
public final class InviteStaff {
  private final StaffAccounts accounts;
  private final AddStaffAccount add;
  private final Tokens tokens;
  private final AuditLog audit;

  /** Works on these tables. */
  public InviteStaff(StaffAccounts accounts, AddStaffAccount add, Tokens tokens, AuditLog audit) {
    this.accounts = accounts;
    this.add = add;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** The code of a new account's link; nobody knows a password of it yet. */
  public String run(Tx tx, Actor actor, String username, StaffRole role) {
    return renew(tx, actor, add.run(tx, actor, username, tokens.fresh(), role));
  }

  /** The code of another link of this account; its password stays until the link is used. */
  public String renew(Tx tx, Actor actor, StaffAccount account) {
    String code = tokens.fresh();
    accounts.saveLink(tx, account.id(), tokens.hash(code));
    audit.add(tx, actor, AuditAction.STAFF_LINK_MADE, account.name(), Map.of());
    return code;
  }
}
