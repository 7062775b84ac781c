package org.examhall.core.scoring;

import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Reads which attempt a grade comes from. */
public final class GradedAttempts {
  /** By the rule of {@link Grades}; empty when no attempt has a score. */
  public Optional<GradedAttempt> find(Tx tx, long resourceId, long personId) {
    return tx.one(
        """
        select a.number,
               (count(*) over ())::integer as attempts,
               a.ended_at
          from attempt a
          left join resource_setting s on s.resource_id = a.resource_id
         where a.resource_id = ?
           and a.person_id = ?
           and a.kind = 'graded'
         order by a.scaled_score is null,
                  case when s.grade_of = 'latest' then a.number else a.scaled_score end desc
         limit 1
        """,
        GradedAttempt::read,
        resourceId,
        personId);
  }
}
