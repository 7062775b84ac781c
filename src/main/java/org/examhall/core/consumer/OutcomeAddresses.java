package org.examhall.core.consumer;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code outcome_address} table. */
public final class OutcomeAddresses {
  /** The consumer's, by what they replace. */
  public List<OutcomeAddress> list(Tx tx, long consumerId) {
    return tx.list(
        """
        select from_prefix, to_prefix
          from outcome_address
         where consumer_id = ?
         order by from_prefix
        """,
        OutcomeAddress::read,
        consumerId);
  }

  /** Adds one, or gives the start that it replaces another target. */
  void save(Tx tx, long consumerId, OutcomeAddress address) {
    tx.change(
        """
        insert into outcome_address (consumer_id, from_prefix, to_prefix)
        values (?, ?, ?)
            on conflict (consumer_id, from_prefix) do update
           set to_prefix = excluded.to_prefix
        """,
        consumerId,
        address.from(),
        address.to());
  }

  /** Removes the one that replaces {@code from}; whether there was one. */
  boolean remove(Tx tx, long consumerId, String from) {
    return tx.change(
            """
            delete from outcome_address
             where consumer_id = ?
               and from_prefix = ?
            """,
            consumerId,
            from)
        > 0;
  }
}
