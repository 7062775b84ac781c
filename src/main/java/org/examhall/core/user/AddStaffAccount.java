package org.examhall.core.user;

import java.util.Map;
import java.util.regex.Pattern;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Adds an account. With the first one, the setup code is gone. */
public final class AddStaffAccount {
  private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,64}");

  private final StaffAccounts accounts;
  private final SetupCodes codes;
  private final NewPassword passwords;
  private final AuditLog audit;

  /** Adds to these tables. */
  public AddStaffAccount(
      StaffAccounts accounts, SetupCodes codes, Passwords passwords, AuditLog audit) {
    this.accounts = accounts;
    this.codes = codes;
    this.passwords = new NewPassword(passwords);
    this.audit = audit;
  }

  /** A new administrator, added by the system itself. */
  public StaffAccount run(Tx tx, String username, String password) {
    return run(tx, Actor.SYSTEM, username, password, StaffRole.ADMINISTRATOR);
  }

  /** The new account; refused for a bad name or password, or a name that is taken. */
  public StaffAccount run(Tx tx, Actor actor, String username, String password, StaffRole role) {
    if (!USERNAME.matcher(username).matches()) {
      throw new Refused(UserReason.BAD_NAME);
    }
    StaffAccount account = accounts.add(tx, username, passwords.hash(password), role);
    codes.remove(tx);
    audit.add(tx, actor, AuditAction.STAFF_ADDED, account.name(), Map.of());
    return account;
  }
}
