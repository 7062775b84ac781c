package org.examhall.core.user;

import java.util.Map;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Gives an account another password, and signs its browsers out.
 *
 * <p>Errors: {@link Refused} with a {@link UserReason} for a password that is none, and for a link
 * that was used, is too old or never was.
 */
public final class SetPassword {
  private final StaffAccounts accounts;
  private final BrowserSessions sessions;
  private final NewPassword passwords;
  private final Tokens tokens;
  private final AuditLog audit;

  /** Works on these tables. */
  public SetPassword(
      StaffAccounts accounts,
      BrowserSessions sessions,
      Passwords passwords,
      Tokens tokens,
      AuditLog audit) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = new NewPassword(passwords);
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Whose link has this code. */
  public StaffAccount owner(Tx tx, String code) {
    return accounts
        .findByLink(tx, tokens.hash(code))
        .orElseThrow(() -> new Refused(UserReason.LINK_SPENT));
  }

  /** By the link with this code, which works no longer then; of two who race one is refused. */
  public void run(Tx tx, String code, String password, String address) {
    accounts.hold(tx);
    StaffAccount account = owner(tx, code);
    run(tx, account.at(address), account, password);
  }

  /** By somebody who has proved who they are. */
  public void run(Tx tx, Actor actor, StaffAccount account, String password) {
    accounts.savePassword(tx, account.id(), passwords.hash(password));
    sessions.removeAllOf(tx, account.id());
    audit.add(tx, actor, AuditAction.STAFF_PASSWORD_CHANGED, account.name(), Map.of());
  }
}
