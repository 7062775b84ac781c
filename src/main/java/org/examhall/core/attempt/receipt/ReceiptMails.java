package org.examhall.core.attempt.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code receipt_mail} table: one row for each attempt whose receipt is
 * mailed.
 *
 * <p>A row is sent in three steps, as a grade is: {@link #lease} in a short transaction, the talk
 * with the mail server in none, a {@code mark} in another. A worker that dies between leaves a
 * lease that ends by itself. A mark applies only while its lease is the latest. A row counts only
 * while its attempt has the end that it was made for.
 */
public final class ReceiptMails {
  /** An end that is older is nobody's news. */
  private static final Duration NEWS = Duration.ofDays(7);

  /** How long a mail is tried. */
  private static final Duration PATIENCE = Duration.ofDays(3);

  /** What an end overtook on its way has arrived by then, and the receipt changes no more. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  /** How many wait, and since when the oldest does. */
  public record Waiting(int count, Optional<Instant> oldest) {}

  /**
   * Adds a row for each attempt that has ended since its exam's receipts are mailed. Asks the
   * attempts themselves, so no way to end one is missed.
   */
  public void add(Tx tx) {
    tx.change(
        """
        insert into receipt_mail (attempt_id, ended_at)
        select a.id, a.ended_at
          from attempt a
          join resource_setting s
            on s.resource_id = a.resource_id
           and s.mail_receipts_since <= a.ended_at
          left join receipt_mail m
            on m.attempt_id = a.id
         where a.kind = 'graded'
           and a.ended_at > now() - ? * interval '1 second'
           and a.ended_at < now() - ? * interval '1 second'
           and m.ended_at is distinct from a.ended_at
            on conflict (attempt_id) do update
           set ended_at = excluded.ended_at,
               state = 'waiting',
               tries = 0,
               next_try_at = now(),
               lease_until = null,
               reason = null,
               reason_detail = null,
               added_at = now(),
               sent_at = null
         where receipt_mail.ended_at is distinct from excluded.ended_at
        """,
        NEWS.toSeconds(),
        SETTLED.toSeconds());
  }

  /** Forgets what waits and nobody wants any more, and gives up what has waited for long enough. */
  public void giveUp(Tx tx) {
    tx.change(
        """
        delete from receipt_mail m
         using attempt a
          left join resource_setting s
            on s.resource_id = a.resource_id
         where a.id = m.attempt_id
           and m.state = 'waiting'
           and s.mail_receipts_since is null
        """);
    tx.change(
        """
        update receipt_mail
           set state = 'refused'
         where state = 'waiting'
           and added_at < now() - ? * interval '1 second'
        """,
        PATIENCE.toSeconds());
  }

  /** Takes the right to mail the receipt that is due for longest; empty when none is. */
  public Optional<ReceiptLease> lease(Tx tx, Duration length) {
    return tx.one(
        """
        update receipt_mail m
           set lease_until = now() + ? * interval '1 millisecond',
               tries = m.tries + 1
          from attempt a
          join person p
            on p.id = a.person_id
         where a.id = m.attempt_id
           and m.attempt_id = (select d.attempt_id
                                 from receipt_mail d
                                 join attempt e
                                   on e.id = d.attempt_id
                                  and e.ended_at = d.ended_at
                                where d.state = 'waiting'
                                  and d.next_try_at <= now()
                                  and (d.lease_until is null or d.lease_until < now())
                                order by d.next_try_at
                                limit 1
                                  for update of d skip locked)
        returning m.attempt_id, m.ended_at, m.tries, p.email, m.lease_until
        """,
        ReceiptLease::read,
        length.toMillis());
  }

  /** The mail server has taken it. */
  public void markSent(Tx tx, ReceiptLease lease) {
    tx.change(
        """
        update receipt_mail
           set state = 'sent',
               sent_at = now(),
               lease_until = null,
               reason = null,
               reason_detail = null
         where attempt_id = ?
           and lease_until = ?
        """,
        lease.attemptId(),
        lease.until());
  }

  /** It is tried again after {@code wait}. */
  public void markWaiting(
      Tx tx, ReceiptLease lease, Unmailed reason, String detail, Duration wait) {
    tx.change(
        """
        update receipt_mail
           set next_try_at = now() + ? * interval '1 millisecond',
               lease_until = null,
               reason = ?,
               reason_detail = nullif(?, '')
         where attempt_id = ?
           and lease_until = ?
        """,
        wait.toMillis(),
        reason,
        detail,
        lease.attemptId(),
        lease.until());
  }

  /** It is given up. */
  public void markRefused(Tx tx, ReceiptLease lease, Unmailed reason, String detail) {
    tx.change(
        """
        update receipt_mail
           set state = 'refused',
               lease_until = null,
               reason = ?,
               reason_detail = nullif(?, '')
         where attempt_id = ?
           and lease_until = ?
        """,
        reason,
        detail,
        lease.attemptId(),
        lease.until());
  }

  /** There is nowhere to send it. */
  public void markUnaddressed(Tx tx, ReceiptLease lease) {
    tx.change(
        """
        update receipt_mail
           set state = 'no_address',
               lease_until = null
         where attempt_id = ?
           and lease_until = ?
        """,
        lease.attemptId(),
        lease.until());
  }

  /** Those of the attempts that have one for the end that they have. */
  public List<ReceiptMail> list(Tx tx, long[] attemptIds) {
    return tx.list(
        """
        select m.attempt_id, m.state, m.sent_at, m.reason, m.reason_detail
          from receipt_mail m
          join attempt a
            on a.id = m.attempt_id
           and a.ended_at = m.ended_at
         where m.attempt_id = any (?)
        """,
        ReceiptMail::read,
        attemptIds);
  }

  /** What waits on the whole site, but for receipts that there are not yet. */
  public Waiting waiting(Tx tx) {
    return tx.only(
        """
        select count(*)::integer as count, min(added_at) as oldest
          from receipt_mail m
          join attempt a
            on a.id = m.attempt_id
           and a.ended_at = m.ended_at
         where m.state = 'waiting'
           and m.reason is distinct from 'incomplete'
        """,
        row -> new Waiting(row.intAt("count"), row.findInstant("oldest")));
  }
}
