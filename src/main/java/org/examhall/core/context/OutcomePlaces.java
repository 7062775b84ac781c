package org.examhall.core.context;

import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Reads which of the places that launches gave for a grade is the newest. */
public final class OutcomePlaces {
  /** How a place is written to. */
  public enum Standard {
    /** The outcome service of LTI 1.1; the address stands in {@link Lti11Outcomes}. */
    LTI11,
    /** A column of AGS; the address stands in {@link Lti13Outcomes}. */
    LTI13
  }

  /** How the newest place of the person's grade is written to; empty when there is none. */
  public Optional<Standard> newest(Tx tx, long resourceId, long personId) {
    return tx.one(
        """
        select standard
          from grade_place
         where resource_id = ?
           and person_id = ?
         order by refreshed_at desc, resource_link_id desc
         limit 1
        """,
        row -> row.constant("standard", Standard.class),
        resourceId,
        personId);
  }
}
