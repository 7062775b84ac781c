package org.examhall.core.consumer;

import java.util.List;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code launch_refusal} table.
 *
 * <p>Anybody can post what is refused, so there are never many: the newest of each source, so that
 * one of them can't push out the rest, and the newest of all. Whoever tidies up waits for nobody: a
 * row that another one is removing is left to it.
 */
public final class LaunchRefusals {
  static final int MOST_OF_A_SOURCE = 20;
  static final int MOST = 2_000;

  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_TEXT = 20_000;
  private static final int REPLACED_AT_ONCE = 100;

  /** Keeps one in place of the oldest; texts that a hostile sender made huge are cut. */
  public void add(Tx tx, LaunchRefusal refusal) {
    tx.change(
        """
        insert into launch_refusal
               (at, reference, source_address, fault, clause, consumer_key, signed_url,
                base_string, clock_ahead_seconds, hints)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        refusal.at(),
        refusal.reference(),
        refusal.source(),
        refusal.fault(),
        refusal.clause(),
        cut(refusal.consumerKey(), LONGEST_NAME),
        cut(refusal.signedUrl(), LONGEST_NAME),
        cut(refusal.baseString(), LONGEST_TEXT),
        refusal.clockAheadSeconds(),
        cut(String.join("\n", refusal.hints()), LONGEST_TEXT));
    removeSurplusOf(tx, refusal.source());
    removeSurplus(tx, REPLACED_AT_ONCE);
  }

  /** The newest {@code limit}, newest first. */
  public List<LaunchRefusal> listNewest(Tx tx, int limit) {
    return tx.list(
        """
        select at, reference, source_address, fault, clause, consumer_key, signed_url,
               base_string, clock_ahead_seconds, hints
          from launch_refusal
         order by at desc
         limit ?
        """,
        LaunchRefusal::read,
        limit);
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

  /** Deletes some that are not among the newest, whoever sent them, at most {@code most}. */
  public int removeSurplus(Tx tx, int most) {
    return tx.change(
        """
        delete from launch_refusal
         where id in (select id
                        from launch_refusal
                       where id in (select id
                                      from launch_refusal
                                     order by id desc
                                    offset ?
                                     limit ?)
                         for update skip locked)
        """,
        MOST,
        most);
  }

  private static void removeSurplusOf(Tx tx, String source) {
    tx.change(
        """
        delete from launch_refusal
         where id in (select id
                        from launch_refusal
                       where id in (select id
                                      from launch_refusal
                                     where source_address = ?
                                     order by id desc
                                    offset ?)
                         for update skip locked)
        """,
        source,
        MOST_OF_A_SOURCE);
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }
}
