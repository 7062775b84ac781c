package org.examhall.core.user;

import java.time.Duration;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code browser_session} table: administrators who are signed in.
 *
 * <p>Who is signed out looks on no longer, either: the launches by which they look at a class end.
 */
public final class BrowserSessions {
  /** How long one sign-in lasts, in use or not. */
  public static final Duration LIFETIME = Duration.ofHours(8);

  void add(Tx tx, long accountId, byte[] tokenHash) {
    tx.change(
        """
        insert into browser_session (token_hash, staff_account_id, expires_at)
        values (?, ?, now() + ? * interval '1 second')
        """,
        tokenHash,
        accountId,
        LIFETIME.toSeconds());
  }

  /** Who is signed in with the token of this hash, or empty. */
  public Optional<StaffAccount> find(Tx tx, byte[] tokenHash) {
    return tx.one(
        """
        select a.id, a.username, a.role
          from browser_session s
          join staff_account a on a.id = s.staff_account_id and a.disabled_at is null
         where s.token_hash = ?
           and s.expires_at > now()
        """,
        StaffAccount::read,
        tokenHash);
  }

  /** Signs out the token of this hash, if it is signed in. */
  public void remove(Tx tx, byte[] tokenHash) {
    tx.one(
            """
            delete from browser_session
             where token_hash = ?
            returning staff_account_id
            """,
            row -> row.longAt("staff_account_id"),
            tokenHash)
        .ifPresent(accountId -> endLookingOn(tx, accountId));
  }

  /** Signs all browsers of the account out. */
  public void removeAllOf(Tx tx, long accountId) {
    tx.change(
        """
        delete from browser_session
         where staff_account_id = ?
        """,
        accountId);
    endLookingOn(tx, accountId);
  }

  /** Signs everybody out; the number of sessions ended. */
  public int removeAll(Tx tx) {
    tx.change(
        """
        update launch
           set expires_at = now()
         where purpose = 'administration'
           and expires_at > now()
        """);
    return tx.change("delete from browser_session");
  }

  /** Ends the launches by which the account looks at classes; it stays signed in. */
  void endLookingOn(Tx tx, long accountId) {
    tx.change(
        """
        update launch
           set expires_at = now()
         where purpose = 'administration'
           and expires_at > now()
           and person_id in (select id
                               from person
                              where staff_account_id = ?)
        """,
        accountId);
  }

  /** Forgets what has expired; the number of rows. */
  public int removeExpired(Tx tx) {
    return tx.change(
        """
        delete from browser_session
         where expires_at <= now()
        """);
  }
}
