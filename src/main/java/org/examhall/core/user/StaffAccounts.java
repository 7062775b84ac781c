package org.examhall.core.user;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code staff_account} table but those about second factors. */
public final class StaffAccounts {
  /** How long a link works by which a password is set. */
  public static final Duration LINK_LIFETIME = Duration.ofDays(7);

  /** An account and the argon2id hash of its password. */
  record Login(StaffAccount account, String passwordHash) {}

  /** A new account; refused when the name is taken, whatever its case. */
  StaffAccount add(Tx tx, String username, String passwordHash, StaffRole role) {
    try {
      return tx.only(
          """
          insert into staff_account (username, password_hash, role)
          values (?, ?, ?)
          returning id, username, role
          """,
          StaffAccount::read,
          username,
          passwordHash,
          role);
    } catch (SqlFailure e) {
      if (e.isDuplicate()) {
        throw new Refused(UserReason.NAME_TAKEN, username);
      }
      throw e;
    }
  }

  /** All, by name. */
  public List<StaffOverview> list(Tx tx) {
    return tx.list(
        """
        select id, username, role, created_at, last_login_at, disabled_at,
               totp_secret is not null as second_factor,
               case when link_expires_at > now() then link_expires_at end as link_expires_at
          from staff_account
         order by lower(username)
        """,
        StaffOverview::read);
  }

  /** The one with this id, whether or not it can be used. */
  public Optional<StaffAccount> find(Tx tx, long id) {
    return tx.one(
        """
        select id, username, role
          from staff_account
         where id = ?
        """,
        StaffAccount::read,
        id);
  }

  /** Whose link has a code of this hash, if it still works. */
  public Optional<StaffAccount> findByLink(Tx tx, byte[] linkHash) {
    return tx.one(
        """
        select id, username, role
          from staff_account
         where link_hash = ?
           and link_expires_at > now()
           and disabled_at is null
        """,
        StaffAccount::read,
        linkHash);
  }

  /** An account that can be used. */
  Optional<Login> findLogin(Tx tx, String username) {
    return tx.one(
        """
        select id, username, role, password_hash
          from staff_account
         where lower(username) = lower(?)
           and disabled_at is null
        """,
        row -> new Login(StaffAccount.read(row), row.text("password_hash")),
        username);
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
    hold(tx);
    return any(tx);
  }

  /** Nobody else adds or changes an account until the transaction ends. */
  void hold(Tx tx) {
    tx.change("lock table staff_account in share row exclusive mode");
  }

  /** Whether somebody can sign in as an administrator: who never chose a password cannot. */
  boolean anyAdministrator(Tx tx) {
    return tx.only(
        """
        select exists (select
                         from staff_account
                        where role = 'administrator'
                          and disabled_at is null
                          and (last_login_at is not null or link_hash is null)) as any
        """,
        row -> row.flag("any"));
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

  void saveRole(Tx tx, long id, StaffRole role) {
    tx.change(
        """
        update staff_account
           set role = ?
         where id = ?
        """,
        role,
        id);
  }

  void saveDisabled(Tx tx, long id, boolean disabled) {
    tx.change(
        """
        update staff_account
           set disabled_at = case when ? then coalesce(disabled_at, now()) end
         where id = ?
        """,
        disabled,
        id);
  }

  /** Another password; a link to set one works no longer. */
  void savePassword(Tx tx, long id, String passwordHash) {
    tx.change(
        """
        update staff_account
           set password_hash = ?, link_hash = null, link_expires_at = null
         where id = ?
        """,
        passwordHash,
        id);
  }

  /** A link by which a password can be set, in place of an earlier one. */
  void saveLink(Tx tx, long id, byte[] linkHash) {
    tx.change(
        """
        update staff_account
           set link_hash = ?, link_expires_at = now() + ? * interval '1 second'
         where id = ?
        """,
        linkHash,
        LINK_LIFETIME.toSeconds(),
        id);
  }
}
