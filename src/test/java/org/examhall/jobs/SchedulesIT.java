package org.examhall.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.SimpleScheduleBuilder;

class SchedulesIT {
  static final Duration OFTEN = Duration.ofMillis(100);

  final World world = World.fresh();
  final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsScheduledRunsAgainAndAgainAndAfterARestartToo() {
    try (var first = schedules(Schedule.every(OFTEN, "sweep", runs::incrementAndGet))) {
      first.start();
      Awaitility.await().until(() -> runs.get() >= 2);
    }
    int before = runs.get();

    try (var second = schedules(Schedule.every(OFTEN, "sweep", runs::incrementAndGet))) {
      second.start();
      Awaitility.await().until(() -> runs.get() >= before + 2);
    }

    assertEquals(1, count("qrtz_triggers"));
    assertEquals(1, count("qrtz_job_details"));
  }

  @Test
  void aRestartDoesNotPutOffWhatIsDue() {
    Schedule nightly = Schedule.nightly(3, 20, "cleaning", goOn -> runs.incrementAndGet());
    try (var first = schedules(nightly)) {
      first.start();
    }
    world.db().run(tx -> tx.change("update qrtz_triggers set next_fire_time = 1000"));

    try (var second = schedules(nightly)) {
      second.start();
      Awaitility.await().until(() -> runs.get() == 1);
    }
  }

  @Test
  void aChangedRhythmTakesEffectAtTheNextStart() {
    try (var slow = schedules(Schedule.every(Duration.ofDays(1), "sweep", () -> {}))) {
      slow.start();
    }

    try (var fast = schedules(Schedule.every(OFTEN, "sweep", runs::incrementAndGet))) {
      fast.start();
      Awaitility.await().until(() -> runs.get() >= 2);
    }

    assertEquals(1, count("qrtz_triggers"));
  }

  @Test
  void aRunThatThrowsRunsAgain() {
    Runnable failing =
        () -> {
          runs.incrementAndGet();
          throw new IllegalStateException("on purpose");
        };
    try (var schedules = schedules(Schedule.every(OFTEN, "sweep", failing))) {
      schedules.start();

      Awaitility.await().until(() -> runs.get() >= 3);
    }
  }

  @Test
  void longWorkIsAskedToStopAndWaitedFor() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Schedule longWork =
        new Schedule(
            "long",
            "now",
            SimpleScheduleBuilder.simpleSchedule(),
            goOn -> {
              running.countDown();
              Awaitility.await().until(() -> !goOn.getAsBoolean());
              ended.countDown();
            });
    try (var schedules = schedules(longWork)) {
      schedules.start();
      assertTrue(running.await(10, TimeUnit.SECONDS));
    }

    assertEquals(0, ended.getCount());
  }

  @Test
  void twoApplicationsInOneJvmKeepTheirSchedulesApart() {
    AtomicInteger others = new AtomicInteger();
    try (World other = World.fresh();
        var mine = schedules(Schedule.every(OFTEN, "sweep", runs::incrementAndGet));
        var theirs =
            new Schedules(
                other.db(), List.of(Schedule.every(OFTEN, "sweep", others::incrementAndGet)))) {
      mine.start();
      theirs.start();

      Awaitility.await().until(() -> runs.get() >= 2 && others.get() >= 2);
    }
  }

  private Schedules schedules(Schedule schedule) {
    return new Schedules(world.db(), List.of(schedule));
  }

  private int count(String table) {
    return world
        .db()
        .tx(tx -> tx.only("select count(*)::int as rows from " + table, row -> row.intAt("rows")));
  }
}
