package org.examhall.core.attempt;

import java.time.Duration;
import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code attempt_token} table outside the save path.
 *
 * <p>Tickets and tokens are stored as hashes only.
 */
public final class AttemptTokens {
  private static final Duration TICKET_LIFETIME = Duration.ofSeconds(60);

  /** Longer than any sitting; a window that outlives it goes back and continues. */
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

  private final Tokens tokens;

  /** Over this source of random names. */
  public AttemptTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A token and who holds it. */
  public record Traded(String token, AttemptToken holder) {}

  /** A ticket that can be traded once, within a minute; stored at the transaction's end. */
  String issue(Tx tx, Launch launch, long attemptId, Mode mode) {
    String ticket = tokens.fresh();
    tx.atEnd(
        """
        insert into attempt_token
               (attempt_id, person_id, launch_id, mode, ticket_hash, ticket_expires_at, expires_at)
        values (?, ?, ?, ?, ?, now() + ? * interval '1 second', now() + ? * interval '1 second')
        """,
        attemptId,
        launch.personId(),
        launch.id(),
        mode,
        tokens.hash(ticket),
        TICKET_LIFETIME.toSeconds(),
        TOKEN_LIFETIME.toSeconds());
    return ticket;
  }

  /**
   * The token for the ticket; empty if it was used, has expired or never existed. It need not be on
   * the disk before the window hears of it: its turn comes later in the database's log and is
   * waited for, and before that the window has nothing to lose.
   */
  public Optional<Traded> trade(Tx tx, String ticket) {
    String token = tokens.fresh();
    return tx.one(
            """
            update attempt_token
               set ticket_hash = null, token_hash = ?
              from set_config('synchronous_commit', 'off', true)
             where ticket_hash = ?
               and ticket_expires_at > now()
               and revoked_at is null
            returning *
            """,
            AttemptToken::read,
            tokens.hash(token),
            tokens.hash(ticket))
        .map(holder -> new Traded(token, holder));
  }

  /** How a ticket is stored. */
  byte[] hash(String ticket) {
    return tokens.hash(ticket);
  }

  /** The launch behind a ticket that was never used, expired or not. */
  public Optional<String> launchOf(Tx tx, String ticket) {
    return tx.one(
        "select launch_id from attempt_token where ticket_hash = ?",
        row -> row.text("launch_id"),
        tokens.hash(ticket));
  }

  /** Who holds the token; empty if it has expired, was revoked or never existed. */
  public Optional<AttemptToken> find(Tx tx, String token) {
    return tx.one(
        """
        select *
          from attempt_token
         where token_hash = ?
           and expires_at > now()
           and revoked_at is null
        """,
        AttemptToken::read,
        tokens.hash(token));
  }

  /** The turn that the token's window took; empty before its hello. */
  public Optional<Integer> turnOf(Tx tx, long id) {
    return tx.one("select epoch from attempt_token where id = ?", row -> row.findInt("epoch"), id)
        .flatMap(epoch -> epoch);
  }

  /** Deletes some of what expired a day ago, at most {@code most}; how many. */
  public int removeExpired(Tx tx, int most) {
    return tx.change(
        """
        delete from attempt_token
         where id in (select id
                        from attempt_token
                       where expires_at < now() - interval '1 day'
                       order by expires_at
                       limit ?)
        """,
        most);
  }
}
