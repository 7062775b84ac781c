package org.examhall.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.access.ExtraTime;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.attempt.save.ClockHalts;
import org.examhall.core.attempt.save.CloseOverdue;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends when nobody is there to learn of it. */
class CloserIT {
  final World world = World.fresh();
  final List<Long> told = new ArrayList<>();
  final List<DueGrade> rung = new ArrayList<>();
  final AtomicLong jump = new AtomicLong();
  final Closer closer = closerThatStartsNow();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "due_at = now() - interval '10 min', DUE, 10",
    "available_until = now() - interval '10 min', CLOSED, 10",
    "time_limit_minutes = 50, TIME, 10",
    "'due_at = now() - interval ''30 min'', available_until = now() - interval ''10 min''', DUE, 30",
  })
  @Requirement({"F20", "NLP-D10"})
  void anAttemptThatIsOverEndsAtTheMomentThatTheRulesSay(
      String setting, EndReason reason, int minutesAgo) {
    Sitting ann = begunAnHourAgo();
    set(ann, setting);

    closer.run(() -> true);

    Attempt attempt = ann.attempt();
    assertEquals(AttemptState.ENDED, attempt.state());
    assertEquals(Optional.of(reason), attempt.endReason());
    long minutes =
        Duration.between(attempt.endedAt().orElseThrow(), world.db().tx(tx -> tx.now()))
            .toMinutes();
    assertEquals(minutesAgo, minutes);
    assertEquals(List.of(ann.attemptId()), told);
    assertEquals(1, events(ann, "ended"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "available_until = now() + interval '1 hour'",
    "time_limit_minutes = 90",
    "due_at = now() - interval '2 hours'",
    "'available_until = now() - interval ''1 min'', available_from = now() + interval ''1 min'''",
  })
  void whatIsNotOverGoesOn(String setting) {
    Sitting ann = begunAnHourAgo();
    set(ann, setting);

    closer.run(() -> true);

    assertEquals(AttemptState.RUNNING, ann.attempt().state());
    assertEquals(List.of(), told);
  }

  @Test
  void anExamsOwnLimitCountsWithAMinutesGraceWhereItsTimeDoesNotStop() {
    Sitting pausing = begunAnHourAgo();
    Sitting within = begunAnHourAgo();
    Sitting over = begunAnHourAgo();
    own(pausing, 1_800, true);
    own(within, 3_570, false);
    own(over, 3_500, false);

    closer.run(() -> true);

    assertEquals(AttemptState.RUNNING, pausing.attempt().state());
    assertEquals(AttemptState.RUNNING, within.attempt().state());
    assertEquals(Optional.of(EndReason.TIME), over.attempt().endReason());
  }

  @Test
  @Requirement("IN16")
  void extraTimePutsOffTheEndAndNoMoreThanThat() {
    Sitting within = begunAnHourAgo();
    Sitting over = begunAnHourAgo();
    Sitting begunBetweenTheDueDates = begunAnHourAgo();
    set(within, "time_limit_minutes = 50, available_until = now() - interval '1 min'");
    set(over, "time_limit_minutes = 50");
    set(begunBetweenTheDueDates, "due_at = now() - interval '65 min'");
    moreMinutes(within, 15);
    moreMinutes(over, 5);
    moreMinutes(begunBetweenTheDueDates, 30);

    closer.run(() -> true);

    assertEquals(AttemptState.RUNNING, within.attempt().state());
    assertEquals(Optional.of(EndReason.TIME), over.attempt().endReason());
    assertEquals(Optional.of(EndReason.DUE), begunBetweenTheDueDates.attempt().endReason());
  }

  @Test
  void testRunsAreBoundByNothing() {
    Sitting ann = begunAnHourAgo();
    set(ann, "available_until = now() - interval '10 min'");
    change("update attempt set kind = 'test' where id = ?", ann.attemptId());

    closer.run(() -> true);

    assertEquals(AttemptState.RUNNING, ann.attempt().state());
  }

  @Test
  void theGradeFollows() {
    Sitting ann = begunAnHourAgo();
    set(ann, "available_until = now() - interval '10 min'");
    change("update attempt set scaled_score = 0.5 where id = ?", ann.attemptId());

    closer.run(() -> true);

    int grades =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select count(*)::int as n from score_outbox where resource_id = ?",
                        row -> row.intAt("n"),
                        ann.resourceId()));
    assertEquals(1, grades);
  }

  @Test
  void aWholeYearsAttemptsEndInStepsAndNoneTwice() {
    Sitting ann = begunAnHourAgo();
    set(ann, "available_until = now() - interval '10 min'");
    change(
        """
        insert into attempt (resource_id, person_id, exam_version_id, number, state, started_at)
        select resource_id, person_id, exam_version_id, 1 + n, 'running', started_at
          from attempt, generate_series(1, 450) as n
         where id = ?
        """,
        ann.attemptId());

    closer.run(() -> true);
    closer.run(() -> true);

    assertEquals(451, told.size());
    assertEquals(451, told.stream().distinct().count());
  }

  @Test
  void anAttemptThatSomebodyHasInHandIsLeftForTheNextTime() {
    Sitting held = begunAnHourAgo();
    Sitting free = begunAnHourAgo();
    set(held, "available_until = now() - interval '10 min'");
    set(free, "available_until = now() - interval '10 min'");

    world
        .db()
        .run(
            tx -> {
              new Attempts().lock(tx, held.attemptId());
              CompletableFuture.runAsync(() -> closer.run(() -> true)).join();
            });

    assertEquals(List.of(free.attemptId()), told);
    closer.run(() -> true);
    assertEquals(List.of(free.attemptId(), held.attemptId()), told);
  }

  @ParameterizedTest(name = "by {0} s")
  @CsvSource({"61", "3600", "-3600"})
  @Requirement("F12")
  void aDatabaseClockThatWasSetEndsNothingUntilItIsSetBackAndRaisesAnAlarm(int seconds) {
    LogRecord log = new LogRecord();
    closer.run(() -> true);
    Sitting ann = begunAnHourAgo();
    set(ann, "available_until = now() - interval '10 min'");
    jump.set(Duration.ofSeconds(seconds).toNanos());

    log.start();
    try {
      closer.run(() -> true);
    } finally {
      log.stop();
    }

    assertEquals(AttemptState.RUNNING, ann.attempt().state());
    assertTrue(log.text().contains("ALARM"), log.text());
    closer.run(() -> true);
    closerThatStartsNow().run(() -> true);
    assertEquals(AttemptState.RUNNING, ann.attempt().state());
    jump.set(0);
    closer.run(() -> true);
    assertEquals(AttemptState.ENDED, ann.attempt().state());
  }

  @Test
  @Requirement("F12")
  void aPersonsWordThatTheNewTimeIsRightIsEnoughForAllProcesses() {
    Closer other = closerThatStartsNow();
    closer.run(() -> true);
    other.run(() -> true);
    Sitting ann = begunAnHourAgo();
    set(ann, "available_until = now() - interval '10 min'");
    jump.set(Duration.ofHours(1).toNanos());
    closer.run(() -> true);

    AuditLog audit = new AuditLog(new Json());
    boolean doubted = world.db().tx(tx -> new ClockHalts().confirm(tx, audit));
    boolean again = world.db().tx(tx -> new ClockHalts().confirm(tx, audit));
    other.run(() -> true);

    assertEquals(List.of(true, false), List.of(doubted, again));
    assertEquals(AttemptState.ENDED, ann.attempt().state());
    closer.run(() -> true);
    assertFalse(world.db().tx(new ClockHalts()::read).isOn());
  }

  @Test
  @Requirement("F12")
  void aClockThatIsOnlyAdjustedStopsNothing() {
    closer.run(() -> true);
    Sitting ann = begunAnHourAgo();
    set(ann, "available_until = now() - interval '10 min'");
    jump.set(Duration.ofSeconds(55).toNanos());

    closer.run(() -> true);

    assertEquals(AttemptState.ENDED, ann.attempt().state());
  }

  private Closer closerThatStartsNow() {
    return new Closer(
        world.db(),
        new CloseOverdue(new AttemptEvents(), new IdentifyQuestions(new Json()), new Grades()),
        rung::addAll,
        new Told(),
        new ClockGuard(
            world.db(), new ClockHalts(), new ClockWatch(() -> System.nanoTime() - jump.get())));
  }

  private Sitting begunAnHourAgo() {
    Sitting sitting = Sitting.in(world);
    change(
        "update attempt set state = 'running', started_at = now() - interval '1 hour' where id = ?",
        sitting.attemptId());
    return sitting;
  }

  private void set(Sitting sitting, String setting) {
    change(
        "insert into resource_setting (resource_id) values (?) on conflict do nothing",
        sitting.resourceId());
    change(
        "update resource_setting set " + setting + " where resource_id = ?", sitting.resourceId());
  }

  private void moreMinutes(Sitting sitting, int minutes) {
    var extra = Optional.of(new ExtraTime(ExtraTime.Unit.MINUTES, minutes));
    var allowance = new Allowance(extra, Optional.empty(), Optional.empty());
    long person = sitting.launch().personId();
    world
        .db()
        .run(
            tx ->
                new AccessChanges()
                    .add(tx, sitting.resourceId(), allowance, List.of(person), person));
  }

  private void own(Sitting sitting, int seconds, boolean allowPause) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update exam_version
                       set duration_seconds = ?, allow_pause = ?
                     where id = (select exam_version_id from attempt where id = ?)
                    """,
                    seconds,
                    allowPause,
                    sitting.attemptId()));
  }

  private void change(String sql, long id) {
    world.db().run(tx -> tx.change(sql, id));
  }

  private int events(Sitting sitting, String event) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select count(*)::int as n
                      from attempt_event
                     where attempt_id = ?
                       and event = ?
                    """,
                    row -> row.intAt("n"),
                    sitting.attemptId(),
                    event));
  }

  private final class Told implements LiveNews {
    @Override
    public void attemptsChanged(Collection<Long> attemptIds) {
      told.addAll(attemptIds);
    }

    @Override
    public void resourceChanged(long resourceId) {
      throw new AssertionError("no resource changed");
    }
  }
}
