package org.examhall.core.attempt;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/**
 * Deletes attempts and all that only is there for them, for good. Callers hold the attempts' row
 * locks, and see to the grades.
 */
public final class RemoveAttempts {
  private static final List<String> TABLES =
      List.of(
          "attempt_token",
          "attempt_lease",
          "attempt_cmi",
          "attempt_batch",
          "attempt_question",
          "attempt_event",
          "receipt_mail",
          "attempt_archive");

  /** Deletes these. */
  public void run(Tx tx, long[] attemptIds) {
    TABLES.forEach(
        table ->
            tx.change("delete from %s where attempt_id = any (?)".formatted(table), attemptIds));
    tx.change("delete from attempt where id = any (?)", attemptIds);
  }
}
