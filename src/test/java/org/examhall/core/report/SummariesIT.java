package org.examhall.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SummariesIT {
  private static final World WORLD = World.fresh();

  private final Consumer consumer = WORLD.consumer();
  private final Resource resource = resource();
  private final Summaries summaries = new Summaries();

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  @Requirement("IN9")
  void progressCountsStudentsAndTheirAttemptsByState() {
    long grace = WORLD.person(consumer, "Grace");
    attempt(grace, 1, "graded", "ended");
    attempt(grace, 2, "graded", "running");
    attempt(WORLD.person(consumer, "Alan"), 1, "graded", "new");
    attempt(WORLD.person(consumer, "Teacher"), 1, "test", "running");

    Progress progress = WORLD.db().tx(tx -> summaries.progress(tx, resource.id(), ""));

    assertEquals(new Progress(2, 1, 1, 1), progress);
  }

  @Test
  @Requirement({"IN9", "IN33"})
  void gradesAreCountedByWhereTheyAreAndSpreadOverTenths() {
    grade("sent", "1");
    grade("sent", "0.95");
    grade("waiting", "0.1");
    grade("sending", "0");
    grade("refused", "0.55");
    grade("no_address", "0.7");

    GradeSummary grades = WORLD.db().tx(tx -> summaries.grades(tx, resource.id(), ""));

    assertEquals(
        List.of(2, 2, 1, 1),
        List.of(grades.sent(), grades.waiting(), grades.refused(), grades.noAddress()));
    assertEquals(List.of(1, 1, 0, 0, 0, 1, 0, 1, 0, 2), grades.tenths());
    assertEquals(0, new BigDecimal("0.55").compareTo(grades.mean().orElseThrow()));
    assertEquals(Optional.of(new BigDecimal("0.55")), grades.median());
  }

  @Test
  @Requirement("IN9")
  void withoutAttemptsAndGradesEverythingIsNought() {
    Progress progress = WORLD.db().tx(tx -> summaries.progress(tx, resource.id(), ""));
    GradeSummary grades = WORLD.db().tx(tx -> summaries.grades(tx, resource.id(), ""));

    assertEquals(0, progress.attempts() + progress.students() + grades.count());
    assertEquals(Optional.empty(), grades.mean());
  }

  private Resource resource() {
    long course = WORLD.context(consumer);
    long teacher = WORLD.person(consumer, "Ada Teacher");
    return WORLD.resource(
        WORLD.launch(consumer, course, WORLD.link(course), teacher, Role.INSTRUCTOR).launch());
  }

  private void attempt(long person, int number, String kind, String state) {
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into attempt
                           (resource_id, person_id, exam_version_id, number, kind, state)
                    values (?, ?, ?, ?, ?, ?)
                    """,
                    resource.id(),
                    person,
                    resource.examVersionId(),
                    number,
                    kind,
                    state));
  }

  private void grade(String state, String scaledScore) {
    long person = WORLD.person(consumer, "Somebody");
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into score_outbox
                           (resource_id, person_id, consumer_id, state, scaled_score)
                    values (?, ?, ?, ?, ?::numeric)
                    """,
                    resource.id(),
                    person,
                    consumer.id(),
                    state,
                    scaledScore));
  }
}
