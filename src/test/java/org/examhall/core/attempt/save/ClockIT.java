package org.examhall.core.attempt.save;

import static org.examhall.core.attempt.save.SavePath.batch;
import static org.examhall.core.attempt.save.SavePath.begin;
import static org.examhall.core.attempt.save.SavePath.element;
import static org.examhall.core.attempt.save.SavePath.saveOne;
import static org.examhall.core.attempt.save.SavePath.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server's clock decides what counts. */
class ClockIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement({"I22", "I23", "NLP-D10"})
  void whatArrivesAfterTheClosingIsLateWhateverTheStudentsClockSays() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, element("x.a", "before")));
    Instant closing = ago(Duration.ofMinutes(1));
    times(sitting, Optional.empty(), Optional.of(closing), Optional.empty());

    var ack = saveOne(world, batch(sitting, 1, 2, element("x.a", "after")));

    assertTrue(ack.late());
    assertEquals(Optional.of(EndReason.CLOSED), ack.ended());
    assertEquals(Optional.of(closing), ack.times().until());
    assertEquals(Map.of("x.a", "before"), values(sitting));
    assertEquals(AttemptState.ENDED, sitting.attempt().state());
    assertEquals(Optional.of(closing), sitting.attempt().endedAt());
  }

  @Test
  void theDueDateEndsAnAttemptBegunBeforeIt() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, element("x.a", "1")));
    startedAt(sitting, ago(Duration.ofHours(1)));
    Instant due = ago(Duration.ofMinutes(1));
    times(sitting, Optional.empty(), Optional.empty(), Optional.of(due));

    var ack = saveOne(world, batch(sitting, 1, 2, element("x.a", "2")));

    assertTrue(ack.late());
    assertEquals(Optional.of(EndReason.DUE), sitting.attempt().endReason());
    assertEquals(Optional.of(due), ack.times().due());
  }

  @Test
  void anAttemptBegunAfterTheDueDateIsNotBoundByIt() {
    var sitting = sitting();
    times(sitting, Optional.empty(), Optional.empty(), Optional.of(ago(Duration.ofHours(1))));

    var ack = saveOne(world, batch(sitting, 1, 1, element("x.a", "1")));

    assertFalse(ack.late());
    assertEquals(Optional.empty(), ack.times().due());
  }

  @Test
  @Requirement("NLP-D12")
  void anOpeningMovedIntoTheFutureEndsNothing() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, element("x.a", "1")));
    Instant opening = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    times(sitting, Optional.of(opening), Optional.empty(), Optional.empty());

    var ack = saveOne(world, batch(sitting, 1, 2, element("x.a", "2")));
    times(sitting, Optional.empty(), Optional.empty(), Optional.empty());
    var later = saveOne(world, batch(sitting, 1, 3, element("x.a", "3")));

    assertTrue(ack.late());
    assertEquals(Optional.empty(), ack.ended());
    assertFalse(later.late());
    assertEquals(Map.of("x.a", "3"), values(sitting));
  }

  @Test
  void noWindowGetsATurnAfterTheEnd() {
    var sitting = sitting();
    var next = sitting.window(Mode.NORMAL).holder();
    saveOne(world, batch(sitting, 1, 1, element("x.a", "1")));
    times(sitting, Optional.empty(), Optional.of(ago(Duration.ofMinutes(1))), Optional.empty());

    var refused = world.db().tx(tx -> SavePath.TAKE_TURN.run(tx, next, 0, false));
    var reconnect =
        world.db().tx(tx -> SavePath.TAKE_TURN.run(tx, sitting.window().holder(), 1, false));

    assertEquals(new Turn.Over(EndReason.CLOSED), refused);
    assertEquals(Optional.of(EndReason.CLOSED), ((Turn.Granted) reconnect).ended());
    assertEquals(AttemptState.ENDED, sitting.attempt().state());
    assertEquals(List.of("opened", "ended"), sitting.events());
  }

  private static Sitting sitting() {
    var sitting = Sitting.in(world);
    begin(world, sitting.window().holder());
    return sitting;
  }

  private static Instant ago(Duration time) {
    return Instant.now().minus(time).truncatedTo(ChronoUnit.MILLIS);
  }

  private static void startedAt(Sitting sitting, Instant moment) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt set started_at = ? where id = ?", moment, sitting.attemptId()));
  }

  private static void times(
      Sitting sitting, Optional<Instant> from, Optional<Instant> until, Optional<Instant> due) {
    var initial = ResourceSetting.initial(sitting.resourceId());
    var setting =
        new ResourceSetting(
            sitting.resourceId(),
            initial.maxAttempts(),
            from,
            until,
            due,
            initial.timeLimitMinutes(),
            initial.gradeOf(),
            initial.showScores(),
            initial.reviewFrom(),
            false);
    world.db().run(tx -> new ResourceSettings().save(tx, setting));
  }
}
