package org.examhall.core.report;

import org.examhall.kernel.sql.Tx;

/** Counts what is kept of a person. */
public final class KeptDataCounts {
  /** Of this person. */
  public KeptData of(Tx tx, long personId) {
    return tx.only(
        """
        select (select count(*) from attempt where person_id = ?)::integer as attempts,
               (select count(*)
                  from attempt
                 where person_id = ?
                   and state <> 'ended')::integer as open,
               (select count(*)
                  from attempt a
                 cross join lateral (select p.answer
                                       from attempt_part p
                                      where p.attempt_id = a.id) as part
                 where a.person_id = ?
                   and part.answer <> '')::integer as answers,
               (select count(*) from score_outbox where person_id = ?)::integer as grades,
               (select count(*) from launch where person_id = ?)::integer as launches
        """,
        row ->
            new KeptData(
                row.intAt("attempts"),
                row.intAt("open"),
                row.intAt("answers"),
                row.intAt("grades"),
                row.intAt("launches")),
        personId,
        personId,
        personId,
        personId,
        personId);
  }
}
