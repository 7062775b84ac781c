package org.examhall.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code retention_rule} table, which has a row for each kind. */
public final class RetentionRules {
  /** All of them. */
  public List<RetentionRule> list(Tx tx) {
    return tx.list(
        """
        select kind, months, begins_at
          from retention_rule
         order by kind desc
        """,
        RetentionRule::read);
  }

  /** The same; nobody changes them, and no run begins, before the transaction ends. */
  List<RetentionRule> lock(Tx tx) {
    return tx.list(
        """
        select kind, months, begins_at
          from retention_rule
         order by kind desc
           for update
        """,
        RetentionRule::read);
  }

  /** After how many months things go now; empty while the rule is off or has not begun. */
  Optional<Integer> monthsNow(Tx tx, RetentionKind kind) {
    return tx.one(
        """
        select months
          from retention_rule
         where kind = ?
           and begins_at <= now()
        """,
        row -> row.intAt("months"),
        kind);
  }

  /** Turns a rule off. */
  void saveOff(Tx tx, RetentionKind kind, int months) {
    tx.change(
        """
        update retention_rule
           set enabled = false, begins_at = null, months = ?
         where kind = ?
        """,
        months,
        kind);
  }

  /**
   * Turns a rule on, or changes it.
   *
   * @param wait before it begins; empty: as it was
   * @return when it begins
   */
  Instant saveOn(Tx tx, RetentionKind kind, int months, Optional<Duration> wait) {
    return tx.only(
        """
        update retention_rule
           set enabled = true,
               months = ?,
               begins_at = coalesce(now() + ? * interval '1 second', begins_at)
         where kind = ?
        returning begins_at
        """,
        row -> row.instant("begins_at"),
        months,
        wait.map(Duration::toSeconds),
        kind);
  }
}
