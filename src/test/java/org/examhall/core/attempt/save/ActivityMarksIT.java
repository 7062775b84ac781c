package org.examhall.core.attempt.save;

import static org.examhall.core.attempt.save.SavePath.batch;
import static org.examhall.core.attempt.save.SavePath.begin;
import static org.examhall.core.attempt.save.SavePath.element;
import static org.examhall.core.attempt.save.SavePath.last;
import static org.examhall.core.attempt.save.SavePath.saveOne;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
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

/** What content reports and what the manifest asks for, in one activity and in several. */
class ActivityMarksIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // package, passing score, status, score, success
        "SCORM_12, 60, cmi.core.lesson_status=completed, cmi.core.score.raw=60, passed",
        "SCORM_12, 60, cmi.core.lesson_status=completed, cmi.core.score.raw=59, failed",
        "SCORM_12, 60, cmi.core.lesson_status=passed, cmi.core.score.raw=10, passed",
        "SCORM_12, 60, cmi.core.lesson_status=incomplete, cmi.core.score.raw=80, ''",
        "SCORM_12, -, cmi.core.lesson_status=completed, cmi.core.score.raw=80, ''",
        "SCORM_2004, 0.6, cmi.success_status=passed, cmi.score.scaled=0.5, failed",
        "SCORM_2004, 0.6, cmi.completion_status=incomplete, cmi.score.scaled=0.6, passed",
        "SCORM_2004, 0.6, cmi.success_status=passed, cmi.score.raw=1, passed",
        "SCORM_2004, -, cmi.success_status=failed, cmi.score.scaled=0.9, failed"
      })
  void thePassingScoreOfTheManifestDecides(
      Sitting.Package kind, BigDecimal passing, String status, String score, String success) {
    var sitting = sitting(kind);
    passing(sitting, passing);

    saveOne(world, batch(sitting, 1, 1, pair(status), pair(score)));

    assertEquals(success, sitting.attempt().successStatus());
  }

  @Test
  void contentThatIsBelowThePassingScoreAndGoesOnLaterHasNotEnded() {
    var sitting = sitting(Sitting.Package.SCORM_2004);
    passing(sitting, new BigDecimal("0.6"));

    saveOne(
        world,
        last(sitting, 1, 1, element("cmi.score.scaled", "0.2"), element("cmi.exit", "suspend")));

    assertEquals("failed", sitting.attempt().successStatus());
    assertEquals(AttemptState.RUNNING, sitting.attempt().state());
  }

  @Test
  void eachActivityHasItsOwnMarksAndTheAttemptTheirMean() {
    var sitting = course();

    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            element("sco.1.cmi.core.lesson_status", "completed"),
            element("sco.1.cmi.core.score.raw", "80"),
            element("sco.3.cmi.core.score.raw", "30"),
            element("sco.3.cmi.core.score.max", "60"),
            element("sco.3.cmi.core.lesson_status", "incomplete"),
            element("sco.4.cmi.completion_status", "completed"),
            element("sco.9.cmi.core.score.raw", "1"),
            element("sco.1.cmi.interactions.0.id", "a")));

    assertEquals(
        List.of("1 First 0.80 completed passed", "3 Second 0.50 incomplete "), activities(sitting));
    assertScore("0.65", sitting);
    assertEquals("incomplete", sitting.attempt().completionStatus());
    assertEquals("", sitting.attempt().successStatus());
  }

  @Test
  void anActivityWithoutScoreDoesNotCountInTheMean() {
    var sitting = course();

    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            element("sco.1.cmi.core.lesson_status", "passed"),
            element("sco.1.cmi.core.score.raw", "80"),
            element("sco.3.cmi.core.lesson_status", "completed")));

    assertScore("0.8", sitting);
    assertEquals("completed", sitting.attempt().completionStatus());
    assertEquals("passed", sitting.attempt().successStatus());
  }

  @Test
  void oneFailedActivityFailsTheAttempt() {
    var sitting = course();

    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            element("sco.1.cmi.core.lesson_status", "passed"),
            element("sco.3.cmi.core.lesson_status", "failed")));

    assertEquals("failed", sitting.attempt().successStatus());
  }

  @Test
  void theAttemptEndsWhenTheStudentFinishesItAndNotWithAnActivity() {
    var sitting = course();
    saveOne(
        world,
        last(
            sitting,
            1,
            1,
            element("sco.1.cmi.core.lesson_status", "passed"),
            element("sco.3.cmi.core.lesson_status", "passed")));
    var before = sitting.attempt().state();

    saveOne(world, batch(sitting, 1, 2, element("cmi.completion_status", "completed")));

    assertEquals(AttemptState.RUNNING, before);
    assertEquals(AttemptState.ENDED, sitting.attempt().state());
    assertEquals(Optional.of(EndReason.EXAM), sitting.attempt().endReason());
  }

  @Test
  void whatOnlyTheHostSetsIsRefusedForEachActivity() {
    var rules = new ElementRules(100);

    assertTrue(rules.checkKey("sco.1.cmi.student_data.mastery_score").isPresent());
    assertTrue(rules.checkKey("sco.12.cmi.core.student_id").isPresent());
    assertTrue(rules.checkKey("sco.1.cmi.interactions._count").isPresent());
    assertTrue(rules.checkKey("sco.1.cmi.core.score.raw").isEmpty());
  }

  @Test
  void anActivityIsResumedInANewWindow() {
    var sitting = course();
    saveOne(world, batch(sitting, 1, 1, element("sco.3.cmi.suspend_data", "page=2")));

    var turn = begin(world, sitting.window(Mode.NORMAL).holder());

    assertEquals(Turn.Entry.RESUME, turn.entry());
    assertEquals("page=2", turn.values().orElseThrow().get("sco.3.cmi.suspend_data"));
  }

  private static Element pair(String text) {
    String[] words = text.split("=", 2);
    return element(words[0], words[1]);
  }

  private static Sitting sitting(Sitting.Package kind) {
    var sitting = Sitting.in(world, kind);
    begin(world, sitting.window().holder());
    return sitting;
  }

  /** At a package with a folder, two activities and a page of notes. */
  private static Sitting course() {
    var sitting = sitting(Sitting.Package.SCORM_12);
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  """
                  update exam_version
                     set activity_count = 3
                   where id = (select exam_version_id from attempt where id = ?)
                  """,
                  sitting.attemptId());
              tx.change(
                  """
                  insert into exam_activity
                         (exam_version_id, position, depth, kind, title, launch_path, mastery_score)
                  select a.exam_version_id, x.*
                    from attempt a
                   cross join (values (1, 0, 'sco', 'First', 'a.html', 60),
                                      (2, 0, 'folder', 'More', null, null),
                                      (3, 1, 'sco', 'Second', 'b.html', null),
                                      (4, 1, 'asset', 'Notes', 'c.html', null)) as x
                   where a.id = ?
                  """,
                  sitting.attemptId());
            });
    return sitting;
  }

  private static void passing(Sitting sitting, BigDecimal passing) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update exam_version
                       set mastery_score = ?
                     where id = (select exam_version_id from attempt where id = ?)
                    """,
                    Optional.ofNullable(passing),
                    sitting.attemptId()));
  }

  private static void assertScore(String expected, Sitting sitting) {
    var score = sitting.attempt().scaledScore().orElseThrow();
    assertEquals(0, new BigDecimal(expected).compareTo(score), score::toPlainString);
  }

  private static List<String> activities(Sitting sitting) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select position || ' ' || name || ' ' || round(scaled_score, 2) || ' '
                             || completion_status || ' ' || success_status as line
                      from attempt_question
                     where attempt_id = ?
                     order by position
                    """,
                    row -> row.text("line"),
                    sitting.attemptId()));
  }
}
