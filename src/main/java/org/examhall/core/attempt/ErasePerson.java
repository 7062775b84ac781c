package org.examhall.core.attempt;

import java.util.List;
import java.util.Map;
import org.examhall.core.context.Contexts;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Erases a person and all that is kept about them, for good, in one transaction.
 *
 * <p>What they made for others stays without their name: exams, and extra time given. Windows that
 * have an attempt of theirs open are told that it is gone; saves under way come first or not at
 * all, since each needs the attempt's row. Errors: {@link Refused} with {@link
 * AttemptReason#GRADE_UNDER_WAY} while a grade of theirs is being sent, {@link
 * AttemptReason#STILL_OPEN}. Repeats: nothing is there.
 */
public final class ErasePerson {
  /** Rows about the person. */
  private static final List<String> OF_PERSON =
      List.of(
          "attempt_token",
          "score_outbox",
          "access_change_member",
          "lti11_outcome",
          "lti13_outcome",
          "launch",
          "person_alias");

  /** What others go on using. */
  private static final List<String> MADE =
      List.of("exam", "exam_version", "resource", "access_change");

  private final Contexts contexts = new Contexts();
  private final RemoveAttempts removeAttempts = new RemoveAttempts();
  private final AuditLog audit;

  /** Says so in {@code audit}. */
  public ErasePerson(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * Erases; false when there is nobody.
   *
   * @param evenOpen whether also if an attempt of theirs is not over
   */
  public boolean run(Tx tx, Actor actor, long personId, boolean evenOpen) {
    contexts.saveLaunched(tx, personId); // first, as whoever clears launches does
    if (tx.list("select id from person where id = ? for update", row -> 1, personId).isEmpty()) {
      return false;
    }
    long[] attempts = lockAttempts(tx, personId, evenOpen);
    requireNoGradeUnderWay(tx, personId);
    removeMemberships(tx, personId);
    removeAttempts.run(tx, attempts);
    tx.change(
        """
        delete from score_delivery
         where score_outbox_id in (select id from score_outbox where person_id = ?)
        """,
        personId);
    OF_PERSON.forEach(
        table -> tx.change("delete from %s where person_id = ?".formatted(table), personId));
    tx.change("update person_alias set person_before = null where person_before = ?", personId);
    MADE.forEach(
        table ->
            tx.change(
                "update %s set created_by = null where created_by = ?".formatted(table), personId));
    tx.change("delete from person where id = ?", personId);
    audit.add(tx, actor, AuditAction.PERSON_ERASED, "person:" + personId, Map.of());
    return true;
  }

  /** A save that has begun ends first; one that comes later finds no attempt. */
  private static long[] lockAttempts(Tx tx, long personId, boolean evenOpen) {
    return tx
        .list(
            "select id, state from attempt where person_id = ? order by id for update",
            row -> closed(row, evenOpen),
            personId)
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static long closed(Row attempt, boolean evenOpen) {
    if (!evenOpen && attempt.constant("state", AttemptState.class) != AttemptState.ENDED) {
      throw new Refused(AttemptReason.STILL_OPEN);
    }
    return attempt.longAt("id");
  }

  private static void requireNoGradeUnderWay(Tx tx, long personId) {
    boolean underWay =
        !tx.list(
                """
                select id
                  from score_outbox
                 where person_id = ?
                   and lease_until > now()
                   for update
                """,
                row -> 1,
                personId)
            .isEmpty();
    if (underWay) {
      throw new Refused(AttemptReason.GRADE_UNDER_WAY);
    }
  }

  /** Extra time that was for nobody else goes with them. */
  private static void removeMemberships(Tx tx, long personId) {
    tx.change(
        """
        delete from access_change g
         where g.id in (select access_change_id from access_change_member where person_id = ?)
           and not exists (select
                             from access_change_member m
                            where m.access_change_id = g.id
                              and m.person_id <> ?)
        """,
        personId,
        personId);
    tx.change(
        """
        delete from roster_member m
         using person_alias a, context c
         where a.person_id = ?
           and c.consumer_id = a.consumer_id
           and m.context_id = c.id
           and m.lti_user_id = a.lti_user_id
        """,
        personId);
  }
}
