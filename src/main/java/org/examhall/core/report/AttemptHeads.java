package org.examhall.core.report;

import org.examhall.kernel.sql.Tx;

/** Reads whose attempt at what an attempt is. */
public final class AttemptHeads {
  /** Of an attempt that the caller may know of. */
  public AttemptHead byId(Tx tx, long attemptId) {
    return tx.only(
        """
        select coalesce(nullif(c.title, ''), c.label) as course, r.title, p.display_name,
               coalesce((select min(l.lti_user_id)
                           from person_alias l
                          where l.person_id = p.id), '') as lti_user_id
          from attempt a
          join resource r
            on r.id = a.resource_id
          join context c
            on c.id = r.context_id
          join person p
            on p.id = a.person_id
         where a.id = ?
        """,
        AttemptHead::read,
        attemptId);
  }
}
