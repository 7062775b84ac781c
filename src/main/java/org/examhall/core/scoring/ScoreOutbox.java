package org.examhall.core.scoring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.examhall.core.context.InGroup;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code score_outbox} table but those of {@link Grades}, {@link
 * AddressNews}, and of many at once: {@link Requeues}.
 *
 * <p>A grade is sent in three steps: {@link #lease} in a short transaction, the call to the LMS in
 * none, a {@code mark} in another. A worker that dies between leaves a lease that ends by itself.
 * What a mark says applies only while its lease is the latest, so that a worker which slept too
 * long changes nothing that another one found out; what it sent then may have come after what
 * another one sent, so that goes once more.
 *
 * <p>A grade that was refused stays so, with its reason, while a launch has it tried again: nobody
 * is told that it is on its way until the LMS has taken it.
 */
public final class ScoreOutbox {
  private static final String NAMED =
      """
      select p.display_name, o.id, o.person_id, o.scaled_score, o.state,
             %s as connected, o.next_try_at, o.reason, o.reason_detail, o.sent_at
        from score_outbox o
        join consumer c on c.id = o.consumer_id
        join person p on p.id = o.person_id
      """
          .formatted(Connected.SQL);

  private static final String SELECT =
      """
      select o.id, o.person_id, o.scaled_score, o.state, %s as connected,
             o.next_try_at, o.reason, o.reason_detail, o.sent_at
        from score_outbox o
        join consumer c on c.id = o.consumer_id
      """
          .formatted(Connected.SQL);

  /**
   * Takes the right to send a grade that is due; empty when it is not, or somebody else has it.
   *
   * @param holder the caller, who may ask again: a database that went away may have said yes
   */
  public Optional<GradeLease> lease(Tx tx, long id, UUID holder, Duration length) {
    return tx.one(
        """
        update score_outbox
           set state = case state when 'refused' then state else 'sending' end,
               lease_until = now() + ? * interval '1 millisecond',
               lease_holder = ?,
               tries = tries + 1
         where id = (select o.id
                       from score_outbox o
                       join consumer c on c.id = o.consumer_id
                      where o.id = ?
                        and %s
                        and o.state in ('waiting', 'sending', 'refused')
                        and o.next_try_at <= now()
                        and (o.lease_until is null
                             or o.lease_until < now()
                             or o.lease_holder = ?)
                        for update of o skip locked)
        returning id, consumer_id, resource_id, person_id, scaled_score, finished, version, tries,
                  sent_at is not null as sent_before, lease_until
        """
            .formatted(Connected.SQL),
        GradeLease::read,
        length.toMillis(),
        holder,
        id,
        holder);
  }

  /** The LMS has the leased version; true when a newer one waits. */
  public boolean markSent(Tx tx, GradeLease lease) {
    return tx.one(
            """
            update score_outbox
               set state = case when version > ? then 'waiting' else 'sent' end,
                   next_try_at = case when version > ? then now() end,
                   sent_version = ?,
                   sent_at = now(),
                   lease_until = null,
                   tries = 0,
                   reason = null,
                   reason_detail = null
             where id = ?
               and lease_until = ?
            returning state = 'waiting' as waits
            """,
            row -> row.flag("waits"),
            lease.version(),
            lease.version(),
            lease.version(),
            lease.grade().outboxId(),
            lease.until())
        .orElseGet(() -> sendNewerOnceMore(tx, lease));
  }

  /**
   * Tries the grade again after {@code wait}; what was refused before stays so meanwhile. True when
   * a newer one waits, due at once.
   */
  public boolean markWaiting(
      Tx tx, GradeLease lease, Undelivered reason, String detail, Duration wait) {
    int marked =
        tx.change(
            """
            update score_outbox
               set state = case state when 'refused' then state else 'waiting' end,
                   next_try_at = now() + ? * interval '1 millisecond',
                   lease_until = null,
                   reason = case state when 'refused' then reason else ? end,
                   reason_detail = case state when 'refused' then reason_detail else ? end
             where id = ?
               and lease_until = ?
            """,
            wait.toMillis(),
            reason,
            detail,
            lease.grade().outboxId(),
            lease.until());
    return marked == 0 && sendNewerOnceMore(tx, lease);
  }

  /** Keeps everything that waits for this consumer's LMS back for {@code wait}. */
  public void holdBack(Tx tx, long consumerId, Duration wait) {
    tx.change(
        """
        update score_outbox
           set next_try_at = now() + ? * interval '1 millisecond'
         where id in (select id
                        from score_outbox
                       where consumer_id = ?
                         and state in ('waiting', 'refused')
                         and next_try_at < now() + ? * interval '1 millisecond'
                       order by id
                         for update skip locked)
        """,
        wait.toMillis(),
        consumerId,
        wait.toMillis());
  }

  /** Gives the leased version up until something changes; true when a newer one waits. */
  public boolean markRefused(Tx tx, GradeLease lease, Undelivered reason, String detail) {
    return tx.one(
            """
            update score_outbox
               set state = case when version > ? then 'waiting' else 'refused' end,
                   next_try_at = case when version > ? then now() end,
                   lease_until = null,
                   tries = 0,
                   reason = ?,
                   reason_detail = ?
             where id = ?
               and lease_until = ?
            returning state = 'waiting' as waits
            """,
            row -> row.flag("waits"),
            lease.version(),
            lease.version(),
            reason,
            detail,
            lease.grade().outboxId(),
            lease.until())
        .orElseGet(() -> sendNewerOnceMore(tx, lease));
  }

  /** The LMS had given no place for this grade; a launch meanwhile may have, so it is due then. */
  public void markUnaddressed(Tx tx, GradeLease lease) {
    tx.change(
        """
        update score_outbox
           set state = case when version > ? then 'waiting' else 'no_address' end,
               next_try_at = case when version > ? then now() end,
               lease_until = null,
               tries = 0,
               reason = null,
               reason_detail = null
         where id = ?
           and lease_until = ?
        """,
        lease.version(),
        lease.version(),
        lease.grade().outboxId(),
        lease.until());
  }

  /**
   * Has a grade sent again, at once, whether or not it was sent before; one that is being sent is
   * left alone. Empty when there is nothing to send or no address to send to.
   */
  public Optional<DueGrade> requeue(Tx tx, long resourceId, long personId) {
    return tx.one(
        """
        update score_outbox o
           set state = 'waiting',
               next_try_at = now(),
               lease_until = null,
               tries = 0,
               reason = null,
               reason_detail = null
         where resource_id = ?
           and person_id = ?
           and state <> 'sending'
           and (lease_until is null or lease_until < now())
           and exists (select 1
                         from grade_place g
                        where g.resource_id = o.resource_id
                          and g.person_id = o.person_id)
        returning id, consumer_id
        """,
        DueGrade::read,
        resourceId,
        personId);
  }

  /** What is due now, including leases that ran out; at most {@code each} for every consumer. */
  public List<DueGrade> listDue(Tx tx, int each) {
    return tx.list(
        """
        select id, consumer_id
          from (select o.id,
                       o.consumer_id,
                       row_number() over (partition by o.consumer_id order by o.next_try_at, o.id) as place
                  from score_outbox o
                  join consumer c on c.id = o.consumer_id
                 where %s
                   and o.state in ('waiting', 'sending', 'refused')
                   and o.next_try_at <= now()
                   and (o.lease_until is null or o.lease_until < now())) due
         where place <= ?
         order by place, consumer_id
        """
            .formatted(Connected.SQL),
        DueGrade::read,
        each);
  }

  /** The grade of a person, or empty when there is none yet. */
  public Optional<OutboxGrade> find(Tx tx, long resourceId, long personId) {
    return tx.one(
        SELECT + " where o.resource_id = ? and o.person_id = ?",
        OutboxGrade::read,
        resourceId,
        personId);
  }

  /** The grades of those of the persons who have one for this resource. */
  public List<OutboxGrade> list(Tx tx, long resourceId, long[] personIds) {
    return tx.list(
        SELECT + " where o.resource_id = ? and o.person_id = any (?)",
        OutboxGrade::read,
        resourceId,
        personIds);
  }

  /**
   * The grades for this resource, by the names of their persons.
   *
   * @param group the LMS's id of a group of the course; empty finds all
   */
  public List<NamedGrade> listNamed(Tx tx, long resourceId, String group) {
    return tx.list(
        NAMED
            + " where o.resource_id = ? "
            + InGroup.of("o.person_id")
            + " order by lower(p.display_name), p.id",
        NamedGrade::read,
        resourceId,
        group,
        group,
        resourceId);
  }

  /** The same of one person, or empty when there is none yet. */
  public Optional<NamedGrade> findNamed(Tx tx, long resourceId, long personId) {
    return tx.one(
        NAMED + " where o.resource_id = ? and o.person_id = ?",
        NamedGrade::read,
        resourceId,
        personId);
  }

  /**
   * An answer, whichever, that came after its lease had ended: if a newer score went out meanwhile,
   * nobody knows which one the LMS took last, so the newer one goes again. What LTI 1.1 sends has
   * no time by which the LMS could tell.
   */
  private static boolean sendNewerOnceMore(Tx tx, GradeLease lease) {
    return tx.one(
            """
            update score_outbox
               set version = version + 1,
                   state = case state when 'sent' then 'waiting' else state end,
                   next_try_at = case state when 'sent' then now() else next_try_at end
             where id = ?
               and version > ?
            returning state = 'waiting' as waits
            """,
            row -> row.flag("waits"),
            lease.grade().outboxId(),
            lease.version())
        .orElse(false);
  }
}
