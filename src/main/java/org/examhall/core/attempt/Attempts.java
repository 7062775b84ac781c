package org.examhall.core.attempt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.resource.Resource;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code attempt} table outside the save path. */
public final class Attempts {
  /** The attempt, whoever's it is: callers come from a token or have checked. */
  public Optional<Attempt> find(Tx tx, long id) {
    return tx.one("select * from attempt where id = ?", Attempt::read, id);
  }

  /** The attempt, or {@link AttemptReason#NO_SUCH_ATTEMPT}. */
  public Attempt byId(Tx tx, long id) {
    return find(tx, id).orElseThrow(() -> new Refused(AttemptReason.NO_SUCH_ATTEMPT));
  }

  /** The attempt, locked until the transaction ends, or {@link AttemptReason#NO_SUCH_ATTEMPT}. */
  public Attempt lock(Tx tx, long id) {
    return tx.one("select * from attempt where id = ? for no key update", Attempt::read, id)
        .orElseThrow(() -> new Refused(AttemptReason.NO_SUCH_ATTEMPT));
  }

  /**
   * The attempt if the launch may know of it, else {@link AttemptReason#NO_SUCH_ATTEMPT}: its
   * resource is the launch's own course's, and it is the person's own or the launch an
   * instructor's.
   */
  public Attempt of(Tx tx, Launch launch, long id) {
    return findOf(tx, launch, id).orElseThrow(() -> new Refused(AttemptReason.NO_SUCH_ATTEMPT));
  }

  /** As {@link #of}; empty when the launch may not know of it. */
  public Optional<Attempt> findOf(Tx tx, Launch launch, long id) {
    return tx.one(
        """
        select a.*
          from attempt a
          join resource r on r.id = a.resource_id
         where a.id = ?
           and r.context_id = ?
           and (a.person_id = ? or ?)
        """,
        Attempt::read,
        id,
        launch.contextId(),
        launch.personId(),
        launch.isInstructor());
  }

  /** The person's attempts of a kind at the resource, first to last. */
  public List<Attempt> list(Tx tx, long resourceId, long personId, AttemptKind kind) {
    return tx.list(
        """
        select *
          from attempt
         where resource_id = ?
           and person_id = ?
           and kind = ?
         order by number
        """,
        Attempt::read,
        resourceId,
        personId,
        kind);
  }

  /** Whether the person has begun any attempt, anywhere. */
  public boolean hasAny(Tx tx, long personId) {
    return tx.only(
        """
        select exists (select 1 from attempt where person_id = ?) as some
        """,
        row -> row.flag("some"),
        personId);
  }

  /** Ends the attempt by the clock or by staff; false if it had ended before. */
  public boolean end(Tx tx, long id, Instant endedAt, EndReason reason) {
    return tx.change(
            """
            update attempt
               set state = 'ended', ended_at = ?, end_reason = ?
             where id = ?
               and state <> 'ended'
            """,
            endedAt,
            reason,
            id)
        == 1;
  }

  /** The person's next attempt; two racing calls get two numbers. */
  Attempt add(Tx tx, Resource resource, long personId, AttemptKind kind) {
    return tx.only(
        """
        insert into attempt (resource_id, person_id, exam_version_id, kind, number)
        select ?, ?, ?, ?, coalesce(max(number), 0) + 1
          from attempt
         where resource_id = ?
           and person_id = ?
           and kind = ?
        returning *
        """,
        Attempt::read,
        resource.id(),
        personId,
        resource.examVersionId(),
        kind,
        resource.id(),
        personId,
        kind);
  }

  /** Makes racing starts of one person wait for one another. */
  void lockPerson(Tx tx, long personId) {
    tx.only(
        "select id from person where id = ? for no key update", row -> row.longAt("id"), personId);
  }
}
