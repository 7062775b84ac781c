package org.examhall.core.context;

import java.util.List;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Reads which places there are for a grade. */
public final class OutcomePlaces {
  /** How a place is written to. */
  public enum Standard {
    /** The outcome service of LTI 1.1; the address stands in {@link Lti11Outcomes}. */
    LTI11,
    /** A column of AGS; the address stands in {@link Lti13Outcomes}. */
    LTI13
  }

  /**
   * A link whose launches say where the grade goes.
   *
   * @param launched whether the person came by this link; a column also takes grades of others
   */
  public record Place(long resourceLinkId, Standard standard, boolean launched) {
    static Place read(Row row) {
      return new Place(
          row.longAt("resource_link_id"),
          row.constant("standard", Standard.class),
          row.flag("launched"));
    }
  }

  /** One for each link, written to as its newest launch said; where the person came last first. */
  public List<Place> list(Tx tx, long resourceId, long personId) {
    return tx.list(
        """
        select resource_link_id, standard, isfinite(refreshed_at) as launched
          from (select distinct on (resource_link_id) resource_link_id, standard, refreshed_at
                  from grade_place
                 where resource_id = ?
                   and person_id = ?
                 order by resource_link_id, refreshed_at desc) p
         order by refreshed_at desc, resource_link_id desc
        """,
        Place::read,
        resourceId,
        personId);
  }
}
