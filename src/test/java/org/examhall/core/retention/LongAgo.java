package org.examhall.core.retention;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.retention.SaveRetention.Wish;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;

/** Exams that were sat years ago, and rules that have begun. */
final class LongAgo {
  static final AuditLog AUDIT = new AuditLog(new Json());
  static final UUID NOBODY = new UUID(0, 0);

  private LongAgo() {}

  /** A student's only attempt, ended and graded, in a course that nobody has used for years. */
  static Sitting sitting(World world) {
    Sitting sitting = Sitting.in(world);
    world.db().run(tx -> fill(tx, sitting));
    world.db().run(tx -> age(tx, sitting.launch().contextId(), ""));
    return sitting;
  }

  /**
   * Makes all that happened in the course happen years ago; a launch that is open all the same is
   * an administrator's.
   */
  static void age(Tx tx, long contextId, String launchId) {
    tx.change("delete from launch where context_id = ? and id <> ?", contextId, launchId);
    tx.change("update launch set purpose = 'administration' where context_id = ?", contextId);
    tx.change(
        """
        update context
           set created_at = now() - interval '5 years', last_launch_at = now() - interval '4 years'
         where id = ?
        """,
        contextId);
    tx.change(
        "update resource set created_at = now() - interval '5 years' where context_id = ?",
        contextId);
    tx.change(
        """
        update attempt
           set state = 'ended', created_at = now() - interval '4 years',
               started_at = now() - interval '4 years', end_reason = 'due',
               last_saved_at = now() - interval '4 years', ended_at = now() - interval '4 years'
         where resource_id in (select id from resource where context_id = ?)
        """,
        contextId);
    tx.change(
        """
        update access_change
           set created_at = now() - interval '4 years'
         where resource_id in (select id from resource where context_id = ?)
        """,
        contextId);
    tx.change(
        """
        update person
           set created_at = now() - interval '5 years', last_launch_at = now() - interval '4 years'
         where id in (select a.person_id
                        from attempt a
                        join resource r on r.id = a.resource_id
                       where r.context_id = ?)
        """,
        contextId);
  }

  /** Both rules are on and have begun. */
  static void rules(World world, int workMonths, int peopleMonths) {
    SaveRetention save = new SaveRetention(new RetentionRules(), AUDIT);
    world
        .db()
        .run(
            tx -> {
              save.run(
                  tx,
                  Actor.SYSTEM,
                  List.of(
                      new Wish(RetentionKind.WORK, true, workMonths),
                      new Wish(RetentionKind.PEOPLE, true, peopleMonths)));
              tx.change("update retention_rule set begins_at = now() - interval '1 second'");
            });
  }

  private static void fill(Tx tx, Sitting of) {
    tx.change(
        """
        insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
        values (?, 'cmi.interactions.0.learner_response', '42', 1, 1, 0, now())
        """,
        of.attemptId());
    tx.change(
        """
        insert into attempt_batch (attempt_id, epoch, seq, element_count, elements)
        values (?, 1, 1, 1, '[{"k":"cmi.interactions.0.learner_response","v":"42","at":0}]')
        """,
        of.attemptId());
    tx.change("insert into attempt_event (attempt_id, event) values (?, 'opened')", of.attemptId());
    tx.change(
        """
        with grade as (
          insert into score_outbox
                 (resource_id, person_id, consumer_id, scaled_score, state, next_try_at)
          values (?, ?, ?, 0.5, 'sent', null)
          returning id)
        insert into score_delivery (score_outbox_id, version, outcome, took_millis)
        select id, 1, 'sent', 5 from grade
        """,
        of.resourceId(),
        of.launch().personId(),
        of.consumer().id());
    tx.change(
        """
        insert into lti11_outcome
               (resource_link_id, person_id, lti11_key_id, service_url, sourcedid)
        select ?, ?, id, 'https://lms.test/o', 'x' from lti11_key where consumer_id = ?
        """,
        of.launch().resourceLinkId().orElseThrow(),
        of.launch().personId(),
        of.consumer().id());
    tx.change(
        """
        insert into roster_member (context_id, lti_user_id, name, role)
        select ?, lti_user_id, 'Ann Student', 'learner'
          from person_alias
         where person_id = ?
        """,
        of.launch().contextId(),
        of.launch().personId());
    new AccessChanges()
        .add(
            tx,
            of.resourceId(),
            new Allowance(Optional.empty(), Optional.empty(), Optional.of(1)),
            List.of(of.launch().personId()),
            of.launch().personId());
  }
}
