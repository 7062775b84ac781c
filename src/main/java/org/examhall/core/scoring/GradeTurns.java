package org.examhall.core.scoring;

import org.examhall.kernel.sql.Tx;

/**
 * Whoever changes a grade, or whether it has an address, takes a turn for its person and resource,
 * and so sees what the one before has committed.
 *
 * <p>An advisory lock until the transaction ends: there may be no row to lock yet. Everybody takes
 * turns after the rows of attempts, and several in one order.
 */
final class GradeTurns {
  private GradeTurns() {}

  /** For the grades that hang on these attempts. */
  static void ofAttempts(Tx tx, long[] attemptIds) {
    take(
        tx,
        """
        select resource_id, person_id
          from attempt
         where id = any (?)
        """,
        attemptIds);
  }

  /** For the person's grade of what the link opens, if it opens something. */
  static void ofLink(Tx tx, long resourceLinkId, long personId) {
    take(
        tx,
        """
        select resource_id, ?::bigint as person_id
          from resource_link
         where id = ?
           and resource_id is not null
        """,
        personId,
        resourceLinkId);
  }

  private static void take(Tx tx, String grades, Object... parameters) {
    tx.list(
        """
        select pg_advisory_xact_lock(turn) is null as waited
          from (select distinct hashtextextended('grade ' || resource_id || ' ' || person_id, 0) as turn
                  from (%s) as grades
                 order by 1) as turns
        """
            .formatted(grades),
        row -> row.flag("waited"),
        parameters);
  }
}
