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
   * @param lostFrom windows with this number or a greater one, but less than {@code lostBelow}, may
   *     hold more than the database, since it was restored; equal: there are none such
   */
  public record Lease(int epoch, int freshEpoch, int lostFrom, int lostBelow) {
    /** Nobody had a turn yet. */
    public static final Lease NOBODYS = new Lease(0, 0, 0, 0);

    /** Whether the window that had this turn may hold more than the database. */
    public boolean mayHoldMore(int turn) {
      return turn >= lostFrom && turn < lostBelow;
    }

    static Lease read(Row row) {
      return new Lease(
          row.intAt("epoch"),
          row.intAt("fresh_epoch"),
          row.intAt("lost_from"),
          row.intAt("lost_below"));
    }
  }

  /** The attempt's lease; empty when no window ever took it. */
  public Optional<Lease> find(Tx tx, long attemptId) {
    return tx.one(
        """
        select epoch, fresh_epoch,
               coalesce(restored_from, restored_turn, 0) as lost_from,
               coalesce(restored_turn, 0) as lost_below
          from attempt_lease
         where attempt_id = ?
        """,
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
                 restored_from = null,
                 taken_at = now()
           where attempt_id = ?
          returning epoch, fresh_epoch
        ), noted as (
          update attempt_token
             set epoch = turn.epoch
            from turn
           where id = ?
        )
        select epoch, fresh_epoch, 0 as lost_from, 0 as lost_below
          from turn
        """,
        Lease::read,
        fresh,
        token.attemptId(),
        token.id());
  }

  /**
   * Gives the next turn to a window that had one before the database was restored, and says all
   * that it holds again. One with a greater number may still come, and has more.
   */
  public int renew(Tx tx, AttemptToken token, int epoch) {
    return tx.only(
        """
        with turn as (
          update attempt_lease
             set epoch = epoch + 1, restored_from = ? + 1, taken_at = now()
           where attempt_id = ?
          returning epoch
        ), noted as (
          update attempt_token
             set epoch = turn.epoch
            from turn
           where id = ?
        )
        select epoch
          from turn
        """,
        row -> row.intAt("epoch"),
        epoch,
        token.attemptId(),
        token.id());
  }
}
