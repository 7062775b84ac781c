package org.examhall.core.user;

import java.time.Duration;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code login_try} table: a row is written before a password is looked
 * at, and taken back when it was right, so that many tries at once count like one after another.
 */
public final class LoginTries {
  /** How long a wrong try counts. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  private static final int MOST_PER_ACCOUNT = 10;
  private static final int MOST_PER_SOURCE = 30;

  /** A try that may be made; with {@code last}, no other for a while unless this one is right. */
  record Try(long id, boolean last) {}

  /**
   * Writes a try down, or empty when there were too many; those for one account wait in line. Tries
   * that count no longer go, so that a flood of them is never more than fits into the window.
   */
  Optional<Try> add(Tx tx, String source, String username) {
    takeTurn(tx, username);
    removeOld(tx);
    return tx.one(
        """
        with recent as (
          select count(*) filter (where lower(username) = lower(?)) + 1 as of_account,
                 count(*) filter (where source_address = ?) + 1 as of_source
            from login_try
           where (lower(username) = lower(?) or source_address = ?)
             and tried_at > now() - ? * interval '1 second'
        ), added as (
          insert into login_try (source_address, username)
          select ?, ?
            from recent
           where of_account <= ?
             and of_source <= ?
          returning id
        )
        select added.id, of_account = ? or of_source = ? as last
          from added, recent
        """,
        row -> new Try(row.longAt("id"), row.flag("last")),
        username,
        source,
        username,
        source,
        WINDOW.toSeconds(),
        source,
        username,
        MOST_PER_ACCOUNT,
        MOST_PER_SOURCE,
        MOST_PER_ACCOUNT,
        MOST_PER_SOURCE);
  }

  /** The line may be long, and moves only as fast as the disk takes each try down. */
  private static void takeTurn(Tx tx, String username) {
    tx.one(
        """
        select set_config('lock_timeout', '5s', true),
               pg_advisory_xact_lock(hashtextextended(lower(?), 0))
        """,
        row -> true,
        username);
  }

  /** Takes a try back, since its password was right. */
  void remove(Tx tx, long id) {
    tx.change(
        """
        delete from login_try
         where id = ?
        """,
        id);
  }

  /** Forgets tries that count no longer and that nobody else is forgetting; the number of rows. */
  public int removeOld(Tx tx) {
    return tx.change(
        """
        delete from login_try
         where id in (
           select id
             from login_try
            where tried_at <= now() - ? * interval '1 second'
              for update skip locked
         )
        """,
        WINDOW.toSeconds());
  }
}
