package org.examhall.core.attempt;

import java.util.Optional;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code attempt_lease} table, and what a token notes of it: which turn
 * its window took.
 *
 * <p>Callers hold the attempt's row lock, so that turns and saves see one another.
 */
public final class Leases {
  /**
   * Whose turn it is.
   *
   * @param epoch the newest window's
   * @param freshEpoch the last that began from nothing; older ones write history only
   */
  public record Lease(int epoch, int freshEpoch) {
    static Lease read(Row row) {
      return new Lease(row.intAt("epoch"), row.intAt("fresh_epoch"));
    }
  }

  /** The attempt's lease; empty when no window ever took it. */
  public Optional<Lease> find(Tx tx, long attemptId) {
    return tx.one(
        "select epoch, fresh_epoch from attempt_lease where attempt_id = ?",
        Lease::read,
        attemptId);
  }

  /** Gives the token's window the first turn of all; false when there was one. */
  public boolean takeFirst(Tx tx, AttemptToken token) {
    return tx.only(
        """
        with turn as (
          insert into attempt_lease (attempt_id, epoch, fresh_epoch)
          values (?, 1, 1)
              on conflict do nothing
          returning epoch
        ), noted as (
          update attempt_token
             set epoch = turn.epoch
            from turn
           where id = ?
        )
        select exists (select 1 from turn) as taken
        """,
        row -> row.flag("taken"),
        token.attemptId(),
        token.id());
  }

  /** Gives the token's window a later turn; {@code fresh} when it begins from nothing. */
  public Lease take(Tx tx, AttemptToken token, boolean fresh) {
    return tx.only(
        """
        with turn as (
          update attempt_lease
             set epoch = epoch + 1,
                 fresh_epoch = case when ? then epoch + 1 else fresh_epoch end,
                 taken_at = now()
           where attempt_id = ?
          returning epoch, fresh_epoch
        ), noted as (
          update attempt_token
             set epoch = turn.epoch
            from turn
           where id = ?
        )
        select epoch, fresh_epoch from turn
        """,
        Lease::read,
        fresh,
        token.attemptId(),
        token.id());
  }
}
