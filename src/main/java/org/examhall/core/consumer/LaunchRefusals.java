package org.examhall.core.consumer;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code launch_refusal} table. */
public final class LaunchRefusals {
  private static final int LONGEST_TEXT = 20_000;

  /** Keeps one; texts that a hostile sender made huge are cut. */
  public void add(Tx tx, LaunchRefusal refusal) {
    tx.change(
        """
        insert into launch_refusal
               (at, reference, fault, clause, consumer_key, signed_url, url_decided_by,
                base_string, clock_ahead_seconds, hints)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        refusal.at(),
        refusal.reference(),
        refusal.fault(),
        refusal.clause(),
        cut(refusal.consumerKey()),
        cut(refusal.signedUrl()),
        refusal.urlDecidedBy(),
        cut(refusal.baseString()),
        refusal.clockAheadSeconds(),
        cut(String.join("\n", refusal.hints())));
  }

  /** The newest {@code limit}, newest first. */
  public List<LaunchRefusal> listNewest(Tx tx, int limit) {
    return tx.list(
        """
        select at, reference, fault, clause, consumer_key, signed_url, url_decided_by,
               base_string, clock_ahead_seconds, hints
          from launch_refusal
         order by at desc
         limit ?
        """,
        LaunchRefusal::read,
        limit);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }

  /** Deletes some of those older than {@code days}, at most {@code most}; how many. */
  public int removeOld(Tx tx, int days, int most) {
    return tx.change(
        """
        delete from launch_refusal
         where id in (select id
                        from launch_refusal
                       where at < now() - ? * interval '1 day'
                       order by at
                       limit ?)
        """,
        days,
        most);
  }
}
