package org.examhall.core.attempt.receipt;

import java.util.Optional;
import java.util.OptionalLong;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.context.Launch;
import org.examhall.kernel.sql.Tx;

/**
 * Finds out whether a code is the receipt of an attempt of the launch's course.
 *
 * <p>The code is made again from what is stored now and compared. Absent: a code that is altered,
 * that was made elsewhere, whose attempt is of another course or institution, or changed after its
 * end; the answer does not tell which. Guessing is not throttled: one in 2^60 codes is right, and
 * its finder learns of an attempt that their class page shows anyway. Changes nothing. Threads:
 * any.
 */
public final class CheckReceipt {
  private final Attempts attempts;
  private final Receipts receipts;

  /** Of this table's attempts and these receipts. */
  public CheckReceipt(Attempts attempts, Receipts receipts) {
    this.attempts = attempts;
    this.receipts = receipts;
  }

  /** The receipt that this is the code of, as it would be given now. */
  public Optional<Receipt> run(Tx tx, Launch launch, String typed) {
    OptionalLong id = receipts.attemptOf(typed);
    return id.isEmpty()
        ? Optional.empty()
        : attempts
            .findOf(tx, launch, id.getAsLong())
            .filter(attempt -> attempt.endedAt().isPresent())
            .map(attempt -> receipts.of(tx, attempt))
            .filter(receipt -> receipts.isCodeOf(receipt, typed));
  }
}
