package org.examhall.core.user;

import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;

/**
 * Finds out whether somebody is the administrator they say they are.
 *
 * <p>Whether the account exists can't be told from text, time or throttling. Tries are limited by
 * account and by address (an IPv6 network counts as one), so neither one address with many names
 * nor many addresses with one name gets far; the price is that a stranger can keep an account
 * locked, and the command line is the way in then. The password is checked between two
 * transactions: it takes a quarter of a second on purpose, too long to hold a connection.
 */
public final class SignIn {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PASSWORD = 200;

  private final Db db;
  private final StaffAccounts accounts;
  private final LoginTries tries;
  private final Passwords passwords;
  private final SecondFactors factors;
  private final AuditLog audit;

  /** Works on these tables of {@code db}. */
  public SignIn(
      Db db,
      StaffAccounts accounts,
      LoginTries tries,
      Passwords passwords,
      SecondFactors factors,
      AuditLog audit) {
    this.db = db;
    this.accounts = accounts;
    this.tries = tries;
    this.passwords = passwords;
    this.factors = factors;
    this.audit = audit;
  }

  /**
   * The account; refused for a wrong name, password or code, and after too many tries.
   *
   * @param code of the second factor; of no meaning for accounts without one
   */
  public StaffAccount run(String username, String password, String code, String address) {
    String name = username.substring(0, Math.min(username.length(), LONGEST_NAME));
    String source = SourceAddress.group(address);
    LoginTries.Try attempt =
        db.tx(tx -> tries.add(tx, source, name))
            .orElseThrow(
                () -> new Refused(UserReason.TOO_MANY_TRIES, LoginTries.WINDOW.toMinutes()));
    Optional<StaffAccounts.Login> login = db.tx(tx -> accounts.findLogin(tx, name));
    Optional<StaffAccount> account =
        matches(login, password)
            ? db.tx(tx -> welcome(tx, login.orElseThrow().account(), code, attempt))
            : Optional.empty();
    if (account.isEmpty()) {
      db.run(tx -> report(tx, login, attempt, source, address));
    }
    return account.orElseThrow(() -> new Refused(UserReason.WRONG_LOGIN));
  }

  private boolean matches(Optional<StaffAccounts.Login> login, String password) {
    String candidate = password.length() > LONGEST_PASSWORD ? "" : password;
    return login
        .map(l -> passwords.matches(candidate, l.passwordHash()))
        .orElseGet(() -> passwords.matchesNobody(candidate));
  }

  private Optional<StaffAccount> welcome(
      Tx tx, StaffAccount account, String code, LoginTries.Try attempt) {
    if (!factors.spend(tx, account.id(), code)) {
      return Optional.empty();
    }
    tries.remove(tx, attempt.id());
    accounts.saveSignedIn(tx, account.id());
    return Optional.of(account);
  }

  /** Wrong tries of accounts that there are: those of others are bounded by nothing but names. */
  private void report(
      Tx tx,
      Optional<StaffAccounts.Login> login,
      LoginTries.Try attempt,
      String source,
      String address) {
    Actor anybody = new Actor(Actor.SYSTEM.name(), address);
    login.ifPresent(
        l ->
            audit.add(tx, anybody, AuditAction.STAFF_SIGN_IN_FAILED, l.account().name(), Map.of()));
    if (attempt.last()) {
      String subject = login.map(l -> l.account().name()).orElse("no such account");
      audit.add(tx, anybody, AuditAction.STAFF_LOCKED, subject, Map.of("source", source));
    }
  }
}
