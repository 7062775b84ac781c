package org.examhall.core.user;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code staff_account} table. */
public final class StaffAccounts {
  /** An account and the argon2id hash of its password. */
  record Login(StaffAccount account, String passwordHash) {}

  /** A new account; refused when the name is taken, whatever its case. */
  StaffAccount add(Tx tx, String username, String passwordHash) {
    try {
      return tx.only(
          """
          insert into staff_account (username, password_hash)
          values (?, ?)
          returning id, username
          """,
          StaffAccount::read,
          username,
          passwordHash);
    } catch (SqlFailure e) {
      if (e.isDuplicate()) {
        throw new Refused(UserReason.NAME_TAKEN, username);
      }
      throw e;
    }
  }

  Optional<Login> findLogin(Tx tx, String username) {
    return tx.one(
        """
        select id, username, password_hash
          from staff_account
         where lower(username) = lower(?)
        """,
        row -> new Login(StaffAccount.read(row), row.text("password_hash")),
        username);
  }

  /** All, by name. */
  public List<StaffAccount> list(Tx tx) {
    return tx.list(
        """
        select id, username
          from staff_account
         order by lower(username)
        """,
        StaffAccount::read);
  }

  /** Whether there is any account yet. */
  public boolean any(Tx tx) {
    return tx.only(
        """
        select exists (select from staff_account) as any
        """,
        row -> row.flag("any"));
  }

  /** As {@link #any}; and nobody else adds an account until the transaction ends. */
  boolean anyAndHold(Tx tx) {
    tx.change("lock table staff_account in share row exclusive mode");
    return any(tx);
  }

  void saveSignedIn(Tx tx, long id) {
    tx.change(
        """
        update staff_account
           set last_login_at = now()
         where id = ?
        """,
        id);
  }
}
