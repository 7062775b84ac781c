package org.examhall.core.context;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code time_period} table. */
public final class TimePeriods {
  /** Those of the consumer, the latest first. */
  public List<TimePeriod> list(Tx tx, long consumerId) {
    return tx.list(
        """
        select id, name, starts_on::text, ends_on::text
          from time_period
         where consumer_id = ?
         order by starts_on desc, id desc
        """,
        TimePeriod::read,
        consumerId);
  }

  /** A new one of the consumer, whatever the id of {@code period}; its id. */
  long add(Tx tx, long consumerId, TimePeriod period) {
    return tx.only(
        """
        insert into time_period (consumer_id, name, starts_on, ends_on)
        values (?, ?, ?, ?)
        returning id
        """,
        row -> row.longAt("id"),
        consumerId,
        period.name(),
        period.startsOn(),
        period.endsOn());
  }

  /** In place of what the one with its id was; false when the consumer has no such period. */
  boolean save(Tx tx, long consumerId, TimePeriod period) {
    return tx.change(
            """
            update time_period
               set name = ?, starts_on = ?, ends_on = ?
             where id = ?
               and consumer_id = ?
            """,
            period.name(),
            period.startsOn(),
            period.endsOn(),
            period.id(),
            consumerId)
        == 1;
  }

  /** Removes one; its courses stand outside then. False when the consumer has no such period. */
  public boolean remove(Tx tx, long consumerId, long id) {
    return tx.change(
            """
            delete from time_period
             where id = ?
               and consumer_id = ?
            """,
            id,
            consumerId)
        == 1;
  }
}
