package org.examhall.core.user;

import java.util.Map;
import java.util.regex.Pattern;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Adds a site administrator. With the first one, the setup code is gone. */
public final class AddStaffAccount {
  private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,64}");
  private static final int SHORTEST_PASSWORD = 12;

  /** Hashing a longer one would only cost time. */
  private static final int LONGEST_PASSWORD = 200;

  private final StaffAccounts accounts;
  private final SetupCodes codes;
  private final Passwords passwords;
  private final AuditLog audit;

  /** Adds to these tables. */
  public AddStaffAccount(
      StaffAccounts accounts, SetupCodes codes, Passwords passwords, AuditLog audit) {
    this.accounts = accounts;
    this.codes = codes;
    this.passwords = passwords;
    this.audit = audit;
  }

  /** The new account; refused for a bad name or password, or a name that is taken. */
  public StaffAccount run(Tx tx, String username, String password) {
    if (!USERNAME.matcher(username).matches()) {
      throw new Refused(UserReason.BAD_NAME);
    }
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new Refused(UserReason.BAD_PASSWORD, SHORTEST_PASSWORD, LONGEST_PASSWORD);
    }
    StaffAccount account = accounts.add(tx, username, passwords.hash(password));
    codes.remove(tx);
    audit.add(tx, Actor.SYSTEM, "staff.added", account.name(), Map.of());
    return account;
  }
}
