package org.examhall.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.ErasePerson;
import org.examhall.core.context.Role;
import org.examhall.core.retention.SaveRetention.Wish;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes by itself, and what stays whatever happens. */
class RetentionIT {
  private static World world;

  private final ApplyRetention apply = new ApplyRetention(LongAgo.AUDIT);
  private final SaveRetention save = new SaveRetention(new RetentionRules(), LongAgo.AUDIT);
  private final Sitting old = LongAgo.sitting(world);

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void rulesThatHaveBegun() {
    LongAgo.rules(world, 36, 24);
  }

  @AfterEach
  void whatIsLeftIsOfToday() {
    world.db().run(tx -> tx.change("update context set last_launch_at = now()"));
    world.db().run(tx -> tx.change("update person set last_launch_at = now()"));
    world.db().run(tx -> tx.change("update retention_run set ended_at = now()"));
  }

  @Test
  @Requirement("F28")
  void workOfAnUnusedCourseGoesAndItsPeopleAndTheLogSaysWhat() {
    long context = old.launch().contextId();
    RetentionForecast forecast = forecast();
    CourseForecast course =
        forecast.courses().stream().filter(c -> c.contextId() == context).findFirst().orElseThrow();

    RetentionRun run = run();

    assertEquals(
        List.of(1, 1, 1, 0),
        List.of(course.students(), course.attempts(), course.grades(), course.kept()));
    assertEquals(forecast.attempts(), run.attempts());
    assertEquals(forecast.grades(), run.grades());
    assertEquals(forecast.people(), run.people());
    assertTrue(run.endedAt().isPresent());
    assertEquals(0, left());
    assertEquals(1, count("select count(*) as n from resource where id = ?", old.resourceId()));
    assertEquals(
        List.of(
            "retention.work_removed attempts: 1, exams: %d, grades: 1, ids: %d"
                .formatted(old.resourceId(), old.attemptId()),
            "retention.course_cleared extra times: 1, members: 1, places for grades: 1"),
        log("context:" + context));
    assertEquals(List.of("person.erased "), log("person:" + old.launch().personId()));
    assertEquals(List.of(0, 0L), List.of(forecast().courses().size(), forecast().people()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update attempt set state = 'running', ended_at = null where resource_id = ?",
        "update attempt set last_saved_at = now() - interval '35 months' where resource_id = ?",
        "update score_outbox set state = 'waiting', next_try_at = now() where resource_id = ?",
        "update score_outbox set lease_until = now() + interval '1 hour' where resource_id = ?",
        "update score_outbox set state = 'refused', next_try_at = now() where resource_id = ?",
        "insert into resource_setting (resource_id, changed_at) values (?, now())",
        "insert into resource_setting (resource_id, changed_at, available_until)"
            + " values (?, '2020-01-01', now() + interval '1 day')",
        "update access_change set created_at = now() where resource_id = ?",
        "update context set last_launch_at = now() - interval '35 months'"
            + " where id = (select context_id from resource where id = ?)"
      })
  @Requirement("F28")
  void whatIsOpenOrOnItsWayOrInUseStays(String sql) {
    world.db().run(tx -> tx.change(sql, old.resourceId()));

    run();

    assertEquals(7, left());
    assertEquals(List.of(), log("context:" + old.launch().contextId()));
  }

  @Test
  void aLaunchThatComesFirstKeepsTheCourse() {
    world.launch(
        old.consumer(),
        old.launch().contextId(),
        old.launch().resourceLinkId().orElseThrow(),
        old.launch().personId(),
        old.launch().role());

    run();

    assertEquals(7, left());
  }

  @Test
  void aCourseWasUsedByWhoeverWasErasedSince() {
    long teacher = world.person(old.consumer(), "Teacher");
    world.launch(
        old.consumer(),
        old.launch().contextId(),
        old.launch().resourceLinkId().orElseThrow(),
        teacher,
        Role.INSTRUCTOR);
    world.db().run(tx -> new ErasePerson(LongAgo.AUDIT).run(tx, Actor.SYSTEM, teacher, true));

    run();

    assertEquals(7, left());
  }

  @Test
  void nothingGoesByARuleThatIsOffOrHasNotBegun() {
    List<Wish> off =
        List.of(new Wish(RetentionKind.WORK, false, 36), new Wish(RetentionKind.PEOPLE, false, 24));
    world.db().run(tx -> save.run(tx, Actor.SYSTEM, off));
    Optional<RetentionRun> without = apply.run(world.db(), () -> true);
    wish(36);
    Optional<RetentionRun> tooEarly = apply.run(world.db(), () -> true);

    assertEquals(List.of(Optional.empty(), Optional.empty()), List.of(without, tooEarly));
    assertEquals(7, left());
  }

  @Test
  void onlyARuleThatTakesMoreWaitsForAWeek() {
    wish(48);
    long afterMore = waitSeconds();
    wish(47);

    assertTrue(afterMore < 0);
    assertEquals(SaveRetention.GRACE.toSeconds(), waitSeconds(), 60);
    assertThrows(Refused.class, () -> wish(0));
    assertThrows(Refused.class, () -> wish(241));
  }

  @Test
  @Requirement("F28")
  void aRunThatWasKilledGoesOnWhereItWas() {
    Sitting second = LongAgo.sitting(world);
    int[] steps = {1};
    assertThrows(
        ArithmeticException.class,
        () -> apply.run(world.db(), () -> 1 / steps[0]-- > 0)); // as abrupt as it gets in here
    RetentionRun killed = runs().get(0);
    Refused busy = assertThrows(Refused.class, this::run);
    world.db().run(tx -> tx.change("update retention_run set lease_until = now()"));

    RetentionRun resumed = run();

    assertEquals(RetentionReason.RUNNING, busy.reason());
    assertEquals(List.of(1, Optional.empty()), List.of(killed.attempts(), killed.endedAt()));
    assertEquals(killed.id(), resumed.id());
    assertEquals(2, resumed.attempts());
    assertEquals(0, left());
    assertEquals(2, log("context:" + second.launch().contextId()).size());
  }

  @Test
  void whoLosesTheRunToAnotherProcessDeletesNothingMore() {
    IllegalStateException stopped =
        assertThrows(
            IllegalStateException.class,
            () ->
                apply.run(
                    world.db(),
                    () -> {
                      world
                          .db()
                          .run(
                              tx ->
                                  tx.change(
                                      "update retention_run set lease_holder = ? where ended_at is null",
                                      LongAgo.NOBODY));
                      return true;
                    }));

    assertTrue(String.valueOf(stopped.getMessage()).contains("taken over"), stopped.toString());
    assertEquals(7, left());
  }

  private void wish(int months) {
    world
        .db()
        .run(tx -> save.run(tx, Actor.SYSTEM, List.of(new Wish(RetentionKind.WORK, true, months))));
  }

  private long waitSeconds() {
    return count(
        """
        select extract(epoch from begins_at - now())::bigint as n
          from retention_rule
         where kind = 'work'
        """);
  }

  private RetentionRun run() {
    return apply.run(world.db(), () -> true).orElseThrow();
  }

  private RetentionForecast forecast() {
    return world
        .db()
        .snapshot(tx -> new RetentionReach().forecast(tx, Optional.of(36), Optional.of(24)));
  }

  private List<RetentionRun> runs() {
    return world.db().tx(tx -> new RetentionRuns().list(tx, 5));
  }

  /** In how many tables something is left of the student. */
  private int left() {
    return (int)
        count(
            """
            select (select count(*) from attempt where person_id = p.id)
                   + (select count(*) from attempt_batch where attempt_id = ?)
                   + (select count(*) from score_outbox where person_id = p.id)
                   + (select count(*) from access_change_member where person_id = p.id)
                   + (select count(*) from lti11_outcome where person_id = p.id)
                   + (select count(*) from roster_member where context_id = ?)
                   + (select count(*) from person where id = p.id) as n
              from (values (?::bigint)) as p (id)
            """,
            old.attemptId(),
            old.launch().contextId(),
            old.launch().personId());
  }

  private static long count(String sql, Object... values) {
    return world.db().tx(tx -> tx.only(sql, row -> row.longAt("n"), values));
  }

  private static List<String> log(String subject) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select action || ' ' || coalesce(
                             (select string_agg(key || ': ' || value, ', ' order by key)
                                from jsonb_each_text(details)), '') as line
                      from audit_log
                     where subject = ?
                       and actor = 'system'
                     order by id
                    """,
                    row -> row.text("line"),
                    subject));
  }
}
