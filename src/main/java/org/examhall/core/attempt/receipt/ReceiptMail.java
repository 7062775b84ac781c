package org.examhall.core.attempt.receipt;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * How far the mail with an attempt's receipt got.
 *
 * @param sentAt when the mail server took it
 * @param reason of the last failure, present also while it waits for another try
 * @param detail what the mail server said, if that was the reason
 */
public record ReceiptMail(
    long attemptId,
    State state,
    Optional<Instant> sentAt,
    Optional<Unmailed> reason,
    Optional<String> detail) {
  /** Where it is. */
  public enum State {
    /** It will be sent, or is being sent. */
    WAITING,
    /** The mail server has taken it. */
    SENT,
    /** The LMS has told no address of the student. */
    NO_ADDRESS,
    /** Given up. */
    REFUSED
  }

  static ReceiptMail read(Row row) {
    return new ReceiptMail(
        row.longAt("attempt_id"),
        row.constant("state", State.class),
        row.findInstant("sent_at"),
        row.findConstant("reason", Unmailed.class),
        row.findText("reason_detail"));
  }
}
