package org.examhall.core.retention;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code retention_run} table. */
public final class RetentionRuns {
  private static final Duration LEASE = Duration.ofMinutes(5);

  /** What one step of a run did. */
  record Step(int courses, int attempts, int grades, int people, int failures) {
    static final Step FAILED = new Step(0, 0, 0, 0, 1);
  }

  /** The newest, newest first. */
  public List<RetentionRun> list(Tx tx, int most) {
    return tx.list(
        """
        select id, began_at, ended_at, ended_at is null and lease_until > now() as active, courses,
               attempts, grades, people, failures
          from retention_run
         order by id desc
         limit ?
        """,
        RetentionRun::read,
        most);
  }

  /** As {@link #list}, one of them. */
  RetentionRun byId(Tx tx, long id) {
    return tx.only(
        """
        select id, began_at, ended_at, ended_at is null and lease_until > now() as active, courses,
               attempts, grades, people, failures
          from retention_run
         where id = ?
        """,
        RetentionRun::read,
        id);
  }

  /**
   * A new run, or one that was broken off and goes on; empty while somebody else is at one. The
   * caller holds the lock of the rules, so that two do not begin at once.
   */
  Optional<Long> begin(Tx tx, UUID holder) {
    boolean active =
        tx.only(
            """
            select exists (select 1
                             from retention_run
                            where ended_at is null
                              and lease_until > now()) as active
            """,
            row -> row.flag("active"));
    return active
        ? Optional.empty()
        : Optional.of(goOn(tx, holder).orElseGet(() -> add(tx, holder)));
  }

  private static Optional<Long> goOn(Tx tx, UUID holder) {
    return tx.one(
        """
        update retention_run
           set lease_until = now() + ? * interval '1 second', lease_holder = ?
         where id = (select max(id) from retention_run where ended_at is null)
        returning id
        """,
        row -> row.longAt("id"),
        LEASE.toSeconds(),
        holder);
  }

  private static long add(Tx tx, UUID holder) {
    return tx.only(
        """
        insert into retention_run (lease_until, lease_holder)
        values (now() + ? * interval '1 second', ?)
        returning id
        """,
        row -> row.longAt("id"),
        LEASE.toSeconds(),
        holder);
  }

  /**
   * Adds to what went, in the transaction in which it does.
   *
   * @throws IllegalStateException when somebody else has the run: nothing must go then
   */
  void count(Tx tx, long id, UUID holder, Step step) {
    int mine =
        tx.change(
            """
            update retention_run
               set lease_until = now() + ? * interval '1 second',
                   courses = courses + ?,
                   attempts = attempts + ?,
                   grades = grades + ?,
                   people = people + ?,
                   failures = failures + ?
             where id = ?
               and lease_holder = ?
               and ended_at is null
            """,
            LEASE.toSeconds(),
            step.courses(),
            step.attempts(),
            step.grades(),
            step.people(),
            step.failures(),
            id,
            holder);
    if (mine == 0) {
      throw new IllegalStateException("retention run " + id + " was taken over");
    }
  }

  /** Ends it, or lets go of it so that the next one goes on at once. */
  void leave(Tx tx, long id, UUID holder, boolean ended) {
    tx.change(
        """
        update retention_run
           set ended_at = case when ? then now() end,
               lease_until = now()
         where id = ?
           and lease_holder = ?
        """,
        ended,
        id,
        holder);
  }
}
