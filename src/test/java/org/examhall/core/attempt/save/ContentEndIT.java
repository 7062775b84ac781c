package org.examhall.core.attempt.save;

import static org.examhall.core.attempt.save.SavePath.batch;
import static org.examhall.core.attempt.save.SavePath.begin;
import static org.examhall.core.attempt.save.SavePath.element;
import static org.examhall.core.attempt.save.SavePath.last;
import static org.examhall.core.attempt.save.SavePath.save;
import static org.examhall.core.attempt.save.SavePath.saveOne;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import java.util.Optional;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When content other than Numbas has ended its attempt. */
class ContentEndIT {
  private static final String LESSON_STATUS = "cmi.core.lesson_status";

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
  void aScoreThatContentReportsAfterItsStatusCounts() {
    var sitting = sitting(Sitting.Package.SCORM_12);

    saveOne(world, batch(sitting, 1, 1, element(LESSON_STATUS, "completed")));
    var score = saveOne(world, batch(sitting, 1, 2, element("cmi.core.score.raw", "80")));
    var exit = saveOne(world, last(sitting, 1, 3, element("cmi.core.exit", "")));

    assertFalse(score.late());
    assertFalse(exit.late());
    assertEquals(new BigDecimal("0.80"), scaled(sitting));
    assertEquals(AttemptState.ENDED, sitting.attempt().state());
    assertEquals(Optional.of(EndReason.EXAM), sitting.attempt().endReason());
  }

  @ParameterizedTest
  @CsvSource({
    "SCORM_12, cmi.core.lesson_status, passed, ENDED",
    "SCORM_12, cmi.core.lesson_status, failed, ENDED",
    "SCORM_12, cmi.core.lesson_status, completed, ENDED",
    "SCORM_12, cmi.core.lesson_status, browsed, RUNNING",
    "SCORM_12, cmi.core.lesson_status, incomplete, RUNNING",
    "SCORM_2004, cmi.completion_status, completed, ENDED",
    "SCORM_2004, cmi.success_status, passed, ENDED",
    "SCORM_2004, cmi.success_status, unknown, RUNNING",
    "SCORM_2004, cmi.completion_status, incomplete, RUNNING",
    "SCORM_2004, cmi.location, completed, RUNNING"
  })
  void aSessionThatEndsWithAResultEndsTheAttempt(
      Sitting.Package kind, String key, String value, AttemptState state) {
    var sitting = sitting(kind);
    saveOne(world, batch(sitting, 1, 1, element(key, value)));
    var before = sitting.attempt().state();

    saveOne(world, last(sitting, 1, 2));

    assertEquals(AttemptState.RUNNING, before);
    assertEquals(state, sitting.attempt().state());
  }

  @Test
  void aResultThatArrivesAfterTheEndOfTheSessionEndsTheAttemptToo() {
    var sitting = sitting(Sitting.Package.SCORM_2004);

    saveOne(world, last(sitting, 1, 2, element("cmi.exit", "normal")));
    var overtaken =
        saveOne(world, batch(sitting, 1, 1, element("cmi.completion_status", "completed")));

    assertFalse(overtaken.late());
    assertEquals(AttemptState.ENDED, sitting.attempt().state());
  }

  @Test
  void contentThatWentOnAfterItsSessionHasNotEnded() {
    var sitting = sitting(Sitting.Package.SCORM_2004);

    save(
        world,
        last(sitting, 1, 1, element("cmi.completion_status", "completed")),
        batch(sitting, 1, 2, element("cmi.completion_status", "incomplete")));

    assertEquals(AttemptState.RUNNING, sitting.attempt().state());
  }

  @Test
  void anOlderWindowEndsNothing() {
    var sitting = sitting(Sitting.Package.SCORM_2004);
    saveOne(world, batch(sitting, 1, 1, element("cmi.completion_status", "completed")));
    begin(world, sitting.window(Mode.NORMAL).holder());

    saveOne(world, last(sitting, 1, 2, element("cmi.exit", "suspend")));

    assertEquals(AttemptState.RUNNING, sitting.attempt().state());
  }

  private static Sitting sitting(Sitting.Package kind) {
    var sitting = Sitting.in(world, kind);
    begin(world, sitting.window().holder());
    return sitting;
  }

  private static BigDecimal scaled(Sitting sitting) {
    return sitting.attempt().scaledScore().orElseThrow().setScale(2);
  }
}
