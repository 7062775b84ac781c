package org.examhall.core.user;

import java.util.Optional;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * How an installation gets its first administrator without a default password and without "first
 * visitor wins": by a code that only who sees the console knows. Dead once any account exists.
 */
public final class FirstAdmin {
  private final StaffAccounts accounts;
  private final SetupCodes codes;
  private final AddStaffAccount add;
  private final Tokens tokens;

  /** Works on these tables. */
  public FirstAdmin(StaffAccounts accounts, SetupCodes codes, AddStaffAccount add, Tokens tokens) {
    this.accounts = accounts;
    this.codes = codes;
    this.add = add;
    this.tokens = tokens;
  }

  /**
   * A new code to print, or empty: an administrator exists, or another process that started within
   * the last minute has printed one.
   */
  public Optional<String> newCode(Tx tx) {
    if (accounts.any(tx)) {
      return Optional.empty();
    }
    String code = tokens.fresh();
    return codes.renew(tx, tokens.hash(code)) ? Optional.of(code) : Optional.empty();
  }

  /** The first account. Of two who race with the right code, one is refused. */
  public StaffAccount run(Tx tx, String code, String username, String password) {
    if (accounts.anyAndHold(tx) || !codes.spend(tx, tokens.hash(code.strip()))) {
      throw new Refused(UserReason.WRONG_CODE);
    }
    return add.run(tx, username, password);
  }
}
