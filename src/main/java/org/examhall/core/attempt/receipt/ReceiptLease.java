package org.examhall.core.attempt.receipt;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * The right to mail one receipt, until it ends.
 *
 * @param endedAt the end of the attempt that the receipt confirms
 * @param tries this one included
 * @param email of the student as the LMS told it; may be empty, or no address
 */
public record ReceiptLease(
    long attemptId, Instant endedAt, int tries, String email, Instant until) {
  static ReceiptLease read(Row row) {
    return new ReceiptLease(
        row.longAt("attempt_id"),
        row.instant("ended_at"),
        row.intAt("tries"),
        row.text("email"),
        row.instant("lease_until"));
  }
}
