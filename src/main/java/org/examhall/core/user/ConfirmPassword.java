package org.examhall.core.user;

import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;

/**
 * Asks who is signed in for their password once more: a browser that was left open is not enough to
 * change how one signs in. Tries count as those of signing in do.
 */
public final class ConfirmPassword {
  private final Db db;
  private final StaffAccounts accounts;
  private final LoginTries tries;
  private final Passwords passwords;
  private final AuditLog audit;

  /** Works on these tables of {@code db}. */
  public ConfirmPassword(
      Db db, StaffAccounts accounts, LoginTries tries, Passwords passwords, AuditLog audit) {
    this.db = db;
    this.accounts = accounts;
    this.tries = tries;
    this.passwords = passwords;
    this.audit = audit;
  }

  /** Refused for a wrong password, and after too many tries. */
  public void run(StaffAccount account, String password, String address) {
    String source = SourceAddress.group(address);
    LoginTries.Try attempt =
        db.tx(tx -> tries.add(tx, source, account.username()))
            .orElseThrow(
                () -> new Refused(UserReason.TOO_MANY_TRIES, LoginTries.WINDOW.toMinutes()));
    Optional<StaffAccounts.Login> login = db.tx(tx -> accounts.findLogin(tx, account.username()));
    if (login.filter(l -> passwords.matches(password, l.passwordHash())).isEmpty()) {
      Actor anybody = new Actor(Actor.SYSTEM.name(), address);
      db.run(
          tx -> audit.add(tx, anybody, AuditAction.STAFF_SIGN_IN_FAILED, account.name(), Map.of()));
      throw new Refused(UserReason.WRONG_PASSWORD);
    }
    db.run(tx -> tries.remove(tx, attempt.id()));
  }
}
