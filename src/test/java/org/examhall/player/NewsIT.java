package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.access.ExtraTime;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.ChangeTimes;
import org.examhall.core.attempt.Mode;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.redis.Redis;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two web processes on one database and one Redis. */
class NewsIT {
  private static World world;
  private static RunningApp one;
  private static RunningApp other;

  @BeforeAll
  static void open() {
    world = World.fresh();
    one = RunningApp.start(world);
    other = RunningApp.start(world);
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
    world.close();
  }

  @Test
  @Requirement("F17")
  void aWindowHearsThatAnotherProcessGaveTheTurnAway() {
    var sitting = Sitting.in(world);
    var old = socket(one, sitting);
    old.hello();

    socket(other, sitting).hello();

    assertEquals(2, old.next("taken").path("epoch").asInt());
  }

  @Test
  void newsWaitForTheAnswerToHello() {
    var sitting = Sitting.in(world);
    var silent = socket(one, sitting);
    var told = socket(one, sitting);
    told.hello();
    closeInAnHour(sitting);
    announce(sitting);
    told.next("times");

    var hello = silent.hello();

    assertTrue(hello.path("times").path("until").isNumber());
  }

  @Test
  void anOlderWindowHearsNoMoreThanThatItIsOne() {
    var sitting = Sitting.in(world);
    var older = socket(one, sitting);
    older.hello();
    var newer = socket(one, sitting);
    newer.hello();
    closeInAnHour(sitting);
    announce(sitting);
    newer.next("times");

    older.next("taken");
    var ack = older.save(1, 1, "cmi.location", "old");

    assertTrue(ack.path("times").path("until").isNumber());
  }

  @Test
  void aProcessThatStopsSendsItsWindowsElsewhere() {
    RunningApp leaving = RunningApp.start(world);
    var sitting = Sitting.in(world);
    var socket = socket(leaving, sitting);
    socket.hello();
    socket.save(1, 1, "cmi.location", "1");

    leaving.close();

    assertEquals(1012, socket.closeCode());
  }

  @Test
  void aWindowHearsThatItsTimeIsUpThoughNothingRings() {
    var sitting = Sitting.in(world);
    var socket = socket(one, sitting);
    socket.hello();
    socket.save(1, 1, "cmi.location", "1");

    world
        .db()
        .run(
            tx -> {
              tx.change(
                  "insert into resource_setting (resource_id, time_limit_minutes) values (?, 10)",
                  sitting.resourceId());
              tx.change(
                  "update attempt set started_at = now() - interval '11 min' where id = ?",
                  sitting.attemptId());
            });

    assertTrue(socket.next("times").path("times").path("limit").isNumber());
    assertEquals("time", socket.next("ended").path("reason").asText());
  }

  @Test
  @Requirement({"F20", "NLP-D9"})
  void moreTimeReopensWhatTheClockEndedAndReachesWindowsThatPollToo() {
    var sitting = Sitting.in(world);
    Wire wire = new Wire(one);
    String token = wire.session(sitting, Mode.NORMAL).path("token").asText();
    wire.message(token, "{\"t\":\"hello\",\"v\":1,\"epoch\":0}");
    wire.message(token, Wire.save(1, 1, "cmi.location", "1"));
    long version = sitting.attempt().examVersionId();
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  """
                  insert into resource_setting (resource_id, available_until)
                  values (?, now() - interval '1 min')
                  """,
                  sitting.resourceId());
              tx.change("update exam_version set duration_seconds = 1800 where id = ?", version);
            });
    wire.message(token, Wire.save(1, 2, "cmi.location", "late"));
    AttemptState atTheEnd = sitting.attempt().state();

    world
        .db()
        .run(
            tx -> {
              var extra = new ExtraTime(ExtraTime.Unit.PERCENT, 50);
              var allowance = new Allowance(Optional.of(extra), Optional.empty(), Optional.empty());
              var persons = List.of(sitting.launch().personId());
              new ChangeTimes(new AttemptEvents())
                  .run(
                      tx,
                      sitting.resourceId(),
                      () -> {
                        new AccessChanges()
                            .add(tx, sitting.resourceId(), allowance, persons, persons.get(0));
                        return persons;
                      });
            });
    JsonNode answers = Wire.json(wire.message(token, Wire.save(1, 3, "cmi.location", "3")).body());

    assertEquals(AttemptState.ENDED, atTheEnd);
    assertEquals(AttemptState.RUNNING, sitting.attempt().state());
    assertEquals(1, answers.size(), answers.toString());
    assertFalse(answers.get(0).path("late").asBoolean());
    assertEquals(
        Wire.json("{\"amount\":50,\"units\":\"percent\"}").toString(),
        answers.get(0).path("times").path("durationExtension").toString());
  }

  private static void closeInAnHour(Sitting sitting) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into resource_setting (resource_id, available_until)
                    values (?, now() + interval '1 hour')
                    """,
                    sitting.resourceId()));
  }

  /** As a worker does. */
  private static void announce(Sitting sitting) {
    try (Redis redis = new Redis(world.config().text(Option.REDIS_URL))) {
      new Announcer(Wire.JSON, news -> redis.publish("player", news))
          .attemptsChanged(List.of(sitting.attemptId()));
    }
  }

  private static Wire.Socket socket(RunningApp app, Sitting sitting) {
    Wire wire = new Wire(app);
    return wire.socket(wire.session(sitting, Mode.NORMAL).path("token").asText());
  }
}
