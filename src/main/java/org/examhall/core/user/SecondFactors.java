package org.examhall.core.user;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.TimeCodes;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Tx;

/**
 * Second factors of accounts: the secret shared with an authenticator app, and recovery codes. No
 * code is accepted twice, however many try at once.
 */
public final class SecondFactors {
  private static final String PURPOSE = "staff_account.totp_secret";

  private final SecretBox box;
  private final TimeCodes codes;
  private final Tokens tokens;

  /** Keeps secrets in {@code box}. */
  public SecondFactors(SecretBox box, TimeCodes codes, Tokens tokens) {
    this.box = box;
    this.codes = codes;
    this.tokens = tokens;
  }

  /** Whether the account has one. */
  public boolean has(Tx tx, long accountId) {
    return secret(tx, accountId).isPresent();
  }

  /** How many recovery codes are left. */
  public int recoveryCodes(Tx tx, long accountId) {
    return tx.only(
        """
        select count(*)::integer as codes
          from staff_recovery_code
         where staff_account_id = ?
        """,
        row -> row.intAt("codes"),
        accountId);
  }

  /**
   * Whether {@code typed} is right for the account; it is spent then. True where none is needed.
   */
  boolean spend(Tx tx, long accountId, String typed) {
    Optional<String> secret = secret(tx, accountId);
    String code = plain(typed);
    return secret.isEmpty()
        || spendTimeCode(tx, accountId, secret.get(), code)
        || spendRecoveryCode(tx, accountId, code);
  }

  /**
   * Has the account ask for codes from now on; false if {@code code} is not one of the secret's.
   *
   * @param recovery codes that stand in for those of the app, each once
   */
  boolean save(Tx tx, long accountId, String secret, String code, List<String> recovery) {
    OptionalLong step = codes.step(secret, plain(code), tx.now());
    if (step.isEmpty()) {
      return false;
    }
    remove(tx, accountId);
    tx.change(
        """
        update staff_account
           set totp_secret = ?, totp_last_step = ?
         where id = ?
        """,
        box.seal(PURPOSE, secret),
        step.getAsLong(),
        accountId);
    recovery.forEach(
        one ->
            tx.change(
                """
                insert into staff_recovery_code (staff_account_id, code_hash)
                values (?, ?)
                """,
                accountId,
                tokens.hash(plain(one))));
    return true;
  }

  /** The account asks for no code any more. */
  void remove(Tx tx, long accountId) {
    tx.change(
        """
        update staff_account
           set totp_secret = null
         where id = ?
        """,
        accountId);
    tx.change(
        """
        delete from staff_recovery_code
         where staff_account_id = ?
        """,
        accountId);
  }

  private Optional<String> secret(Tx tx, long accountId) {
    return tx.one(
            """
            select totp_secret
              from staff_account
             where id = ?
            """,
            row -> row.findBytes("totp_secret"),
            accountId)
        .flatMap(boxed -> boxed)
        .map(boxed -> box.open(PURPOSE, boxed));
  }

  private boolean spendTimeCode(Tx tx, long accountId, String secret, String code) {
    OptionalLong step = codes.step(secret, code, tx.now());
    return step.isPresent()
        && tx.change(
                """
                update staff_account
                   set totp_last_step = ?
                 where id = ?
                   and totp_last_step < ?
                """,
                step.getAsLong(),
                accountId,
                step.getAsLong())
            == 1;
  }

  private boolean spendRecoveryCode(Tx tx, long accountId, String code) {
    return tx.change(
            """
            delete from staff_recovery_code
             where staff_account_id = ?
               and code_hash = ?
            """,
            accountId,
            tokens.hash(code))
        == 1;
  }

  /** However it was typed: blanks and dashes only help to read. */
  private static String plain(String typed) {
    return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
  }
}
