package org.examhall.core.retention;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.examhall.core.attempt.RemoveAttempts;
import org.examhall.core.retention.RetentionReach.Work;
import org.examhall.core.retention.RetentionRuns.Step;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Tx;

/**
 * Removes the work of students in a course that nobody uses, some of it at a time; with the last of
 * it goes what else the course keeps of people. Exams, links and settings stay.
 *
 * <p>A launch into the course comes first, and then nothing goes, or waits for the end of this
 * transaction: it needs the course's row. Repeats: go on. Threads: any.
 */
final class RemoveWork {
  private static final int MOST_AT_ONCE = 40;

  private final RetentionReach reach;
  private final AuditLog audit;
  private final RemoveAttempts removeAttempts = new RemoveAttempts();

  /** Removes what {@code reach} finds, and says so in {@code audit}. */
  RemoveWork(RetentionReach reach, AuditLog audit) {
    this.reach = reach;
    this.audit = audit;
  }

  /**
   * What went.
   *
   * @param more whether there may be more of it
   */
  record Removed(Step step, boolean more) {
    static final Removed NOTHING = new Removed(new Step(0, 0, 0, 0, 0), false);
  }

  /** Removes some, if the course has been unused for that long. */
  Removed run(Tx tx, long contextId, int months) {
    tx.list("select id from context where id = ? for update", row -> 1, contextId);
    // Asked only now: what was read before the lock may be older than the launch it waited for.
    if (!reach.isUnused(tx, contextId, months)) {
      return Removed.NOTHING;
    }
    List<Work> work = reach.work(tx, contextId, months, MOST_AT_ONCE);
    if (!work.isEmpty()) {
      return new Removed(remove(tx, contextId, work), true);
    }
    boolean cleared = !hasAttempts(tx, contextId) && clear(tx, contextId);
    return new Removed(new Step(cleared ? 1 : 0, 0, 0, 0, 0), false);
  }

  private Step remove(Tx tx, long contextId, List<Work> work) {
    long[] resources = work.stream().mapToLong(Work::resourceId).toArray();
    long[] persons = work.stream().mapToLong(Work::personId).toArray();
    long[] attempts = lock(tx, resources, persons);
    removeAttempts.run(tx, attempts);
    tx.change(
        """
        delete from score_delivery
         where score_outbox_id in (select o.id
                                     from score_outbox o
                                     join unnest(?::bigint[], ?::bigint[]) w (resource_id, person_id)
                                       on o.resource_id = w.resource_id
                                      and o.person_id = w.person_id)
        """,
        resources,
        persons);
    int grades =
        tx.change(
            """
            delete from score_outbox o
             using unnest(?::bigint[], ?::bigint[]) w (resource_id, person_id)
             where o.resource_id = w.resource_id
               and o.person_id = w.person_id
            """,
            resources,
            persons);
    audit.add(
        tx,
        Actor.SYSTEM,
        AuditAction.RETENTION_WORK_REMOVED,
        "context:" + contextId,
        Map.of(
            "attempts", Integer.toString(attempts.length),
            "grades", Integer.toString(grades),
            "exams", distinct(resources),
            "ids", distinct(attempts)));
    return new Step(0, attempts.length, grades, 0, 0);
  }

  private static long[] lock(Tx tx, long[] resources, long[] persons) {
    return tx
        .list(
            """
            select a.id
              from attempt a
              join unnest(?::bigint[], ?::bigint[]) w (resource_id, person_id)
                on a.resource_id = w.resource_id
               and a.person_id = w.person_id
             order by a.id
               for update of a
            """,
            row -> row.longAt("id"),
            resources,
            persons)
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static boolean hasAttempts(Tx tx, long contextId) {
    return tx.only(
        """
        select exists (select 1
                         from resource r
                         join attempt a on a.resource_id = r.id
                        where r.context_id = ?) as some
        """,
        row -> row.flag("some"),
        contextId);
  }

  /** False when nothing was left. */
  private boolean clear(Tx tx, long contextId) {
    int places = removeOfLinks(tx, "lti11_outcome", contextId);
    places += removeOfLinks(tx, "lti13_outcome", contextId);
    int extraTime =
        tx.change(
            """
            delete from access_change
             where resource_id in (select id from resource where context_id = ?)
            """,
            contextId);
    int members = tx.change("delete from roster_member where context_id = ?", contextId);
    tx.change("delete from course_group where context_id = ?", contextId);
    // Fetched as a whole once a teacher wants it again: differences would be to what is gone.
    tx.change(
        """
        update roster
           set wanted_at = null, fetched_at = null, next_try_at = null, differences_url = ''
         where context_id = ?
        """,
        contextId);
    if (places + extraTime + members == 0) {
      return false;
    }
    audit.add(
        tx,
        Actor.SYSTEM,
        AuditAction.RETENTION_COURSE_CLEARED,
        "context:" + contextId,
        Map.of(
            "places for grades", Integer.toString(places),
            "extra times", Integer.toString(extraTime),
            "members", Integer.toString(members)));
    return true;
  }

  private static int removeOfLinks(Tx tx, String table, long contextId) {
    return tx.change(
        """
        delete from %s
         where resource_link_id in (select id from resource_link where context_id = ?)
        """
            .formatted(table),
        contextId);
  }

  private static String distinct(long[] ids) {
    return String.join(" ", Arrays.stream(ids).distinct().mapToObj(Long::toString).toList());
  }
}
