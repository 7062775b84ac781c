package org.examhall.core.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code launch_refusal} table.
 *
 * <p>Anybody can post what is refused, so there are never many: the newest of each source, so that
 * one of them can't push out the rest, and the newest of all; what is searched is bounded by that.
 * Whoever tidies up waits for nobody: a row that another one is removing is left to it.
 */
public final class LaunchRefusals {
  static final int MOST_OF_A_SOURCE = 20;
  static final int MOST = 2_000;

  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_TEXT = 20_000;
  private static final int REPLACED_AT_ONCE = 100;

  /**
   * Keeps one in place of the oldest; texts that a hostile sender made huge are cut.
   *
   * @return whose key, or whose client and issuer, the message named; empty: nobody we know
   */
  public Optional<Long> add(Tx tx, LaunchRefusal refusal) {
    String key = cut(refusal.consumerKey(), LONGEST_NAME);
    Optional<Long> consumerId =
        tx.only(
            """
            insert into launch_refusal
                   (at, reference, source_address, fault, clause, consumer_key, signed_url,
                    base_string, clock_ahead_seconds, hints, consumer_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    coalesce((select consumer_id
                                from lti11_key
                               where consumer_key = ?),
                             (select consumer_id
                                from lti13_registration
                               where client_id = split_part(?, ' @ ', 1)
                                 and issuer = split_part(?, ' @ ', 2))))
            returning consumer_id
            """,
            row -> row.findLong("consumer_id"),
            refusal.at(),
            refusal.reference(),
            refusal.source(),
            refusal.fault(),
            refusal.clause(),
            key,
            cut(refusal.signedUrl(), LONGEST_NAME),
            cut(refusal.baseString(), LONGEST_TEXT),
            refusal.clockAheadSeconds(),
            cut(String.join("\n", refusal.hints()), LONGEST_TEXT),
            key,
            key,
            key);
    removeSurplusOf(tx, refusal.source());
    removeSurplus(tx, REPLACED_AT_ONCE);
    return consumerId;
  }

  /** Those that are asked for, newest first. */
  public List<KeptRefusal> list(Tx tx, RefusalQuery query) {
    return tx.list(
        """
        select f.id, f.at, f.reference, f.source_address, f.fault, f.clause, f.consumer_key,
               f.signed_url, f.base_string, f.clock_ahead_seconds, f.hints, f.consumer_id,
               coalesce(c.title, '') as consumer_title
          from launch_refusal f
          left join consumer c on c.id = f.consumer_id
         where (? = '' or f.reference = ?)
           and (? or f.consumer_id = ?)
           and (? = '' or f.fault = ?)
           and (? or f.at > now() - ? * interval '1 second')
           and (? or f.id < ?)
         order by f.id desc
         limit ?
        """,
        KeptRefusal::read,
        query.reference(),
        query.reference(),
        query.consumerId().isEmpty(),
        query.consumerId(),
        query.fault(),
        query.fault(),
        query.within().isEmpty(),
        query.within().map(Duration::toSeconds),
        query.before().isEmpty(),
        query.before(),
        query.limit());
  }

  /** What is kept was refused for these, in order of the alphabet. */
  public List<String> faults(Tx tx) {
    return tx.list(
        """
        select distinct fault
          from launch_refusal
         order by fault
        """,
        row -> row.text("fault"));
  }

  /** Whom what is kept named, and whoever else is asked for, by title. */
  public List<Consumer> consumers(Tx tx, Optional<Long> also) {
    return tx.list(
        """
        select id, title, enabled, created_at
          from consumer
         where id = ?
            or id in (select consumer_id
                        from launch_refusal)
         order by lower(title), id
        """,
        Consumer::read,
        also);
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
