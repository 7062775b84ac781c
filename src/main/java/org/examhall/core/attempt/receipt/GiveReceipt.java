package org.examhall.core.attempt.receipt;

import java.util.List;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.save.Arrived.Gap;
import org.examhall.kernel.sql.Tx;

/**
 * Gives the receipt of an attempt, or says what is missing for one.
 *
 * <p>Only an attempt that has ended, and of which no batch of any window is missing, has one.
 * Repeats: the same receipt each time. Changes nothing. Threads: any.
 */
public final class GiveReceipt {
  private final Receipts receipts;

  /** Of these receipts. */
  public GiveReceipt(Receipts receipts) {
    this.receipts = receipts;
  }

  /** The receipt, or why there is none. */
  public sealed interface Answer {}

  /** Everything was received. */
  public record Given(Receipt receipt) implements Answer {}

  /**
   * There is no receipt.
   *
   * @param gaps for {@link Why#INCOMPLETE}
   */
  public record Withheld(Why why, List<Gap> gaps) implements Answer {}

  /** Why there is no receipt. */
  public enum Why {
    /** The attempt has not ended. */
    GOING_ON,
    /** Nothing was ever saved. */
    EMPTY,
    /** Something is missing. */
    INCOMPLETE
  }

  /** The answer for an attempt that the caller may know of. */
  public Answer run(Tx tx, Attempt attempt) {
    if (attempt.endedAt().isEmpty()) {
      return new Withheld(Why.GOING_ON, List.of());
    }
    Receipt receipt = receipts.of(tx, attempt);
    if (!receipt.arrived().gaps().isEmpty()) {
      return new Withheld(Why.INCOMPLETE, receipt.arrived().gaps());
    }
    return receipt.arrived().lastAt().isEmpty()
        ? new Withheld(Why.EMPTY, List.of())
        : new Given(receipt);
  }
}
