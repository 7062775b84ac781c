package org.examhall.core.consumer;

import org.examhall.kernel.sql.Tx;

/**
 * Every statement that writes the {@code consumer_tally} table, but the one by which {@code
 * Launches} counts what it clears.
 *
 * <p>Launches are not counted as they come: a whole class at once would queue for one row.
 */
public final class ConsumerTallies {
  /** Counts for nobody we know: that takes as long as for a consumer, and so tells nobody which. */
  public static final long NOBODY = 0;

  /** Counts one; whoever counts the same waits for this transaction, so do it late. */
  public void count(Tx tx, long consumerId, TallyEvent event, String outcome) {
    tx.change(
        """
        insert into consumer_tally as t (consumer_id, event, since, outcome, times, last_at)
        values (?, ?, date_bin('15 minutes', now(), 'epoch'), ?, 1, now())
            on conflict (consumer_id, event, since, outcome) do update
           set times = t.times + 1,
               last_at = greatest(t.last_at, excluded.last_at)
        """,
        consumerId,
        event,
        outcome);
  }

  /** Deletes some of those older than {@code days}, at most {@code most}; how many. */
  public int removeOld(Tx tx, int days, int most) {
    return tx.change(
        """
        delete from consumer_tally
         where ctid = any (array(select ctid
                                   from consumer_tally
                                  where since < now() - ? * interval '1 day'
                                  order by since
                                  limit ?))
        """,
        days,
        most);
  }
}
