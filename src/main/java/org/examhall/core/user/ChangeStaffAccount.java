package org.examhall.core.user;

import java.util.Locale;
import java.util.Map;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Changes what somebody else's account is good for.
 *
 * <p>Errors: {@link Refused} with {@link UserReason#LAST_ADMINISTRATOR} when nobody could
 * administer the site any more, however many changes race.
 */
public final class ChangeStaffAccount {
  private final StaffAccounts accounts;
  private final BrowserSessions sessions;
  private final SecondFactors factors;
  private final AuditLog audit;

  /** Works on these tables. */
  public ChangeStaffAccount(
      StaffAccounts accounts, BrowserSessions sessions, SecondFactors factors, AuditLog audit) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.factors = factors;
    this.audit = audit;
  }

  /** Gives the account another role; only administrators look at classes. */
  public void setRole(Tx tx, Actor actor, StaffAccount account, StaffRole role) {
    accounts.hold(tx);
    accounts.saveRole(tx, account.id(), role);
    requireAdministrator(tx);
    sessions.endLookingOn(tx, account.id());
    Map<String, String> details = Map.of("role", role.name().toLowerCase(Locale.ROOT));
    audit.add(tx, actor, AuditAction.STAFF_ROLE_CHANGED, account.name(), details);
  }

  /** Keeps anybody from signing in with it, and signs its browsers out; or lets them again. */
  public void setDisabled(Tx tx, Actor actor, StaffAccount account, boolean disabled) {
    accounts.hold(tx);
    accounts.saveDisabled(tx, account.id(), disabled);
    requireAdministrator(tx);
    sessions.removeAllOf(tx, account.id());
    audit.add(
        tx,
        actor,
        disabled ? AuditAction.STAFF_DISABLED : AuditAction.STAFF_ENABLED,
        account.name(),
        Map.of());
  }

  /** Lets its owner sign in without a code, since their app or phone is lost. */
  public void removeSecondFactor(Tx tx, Actor actor, StaffAccount account) {
    factors.remove(tx, account.id());
    audit.add(tx, actor, AuditAction.STAFF_SECOND_FACTOR_REMOVED, account.name(), Map.of());
  }

  private void requireAdministrator(Tx tx) {
    if (!accounts.anyAdministrator(tx)) {
      throw new Refused(UserReason.LAST_ADMINISTRATOR);
    }
  }
}
