package org.examhall.core.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradesIT {
  static final World world = World.fresh();

  final Grades grades = new Grades();
  final ScoreOutbox outbox = new ScoreOutbox();
  final GradedExam exam = GradedExam.in(world);

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({"highest, 0.8", "latest, 0.3"})
  void theResourceSaysWhichAttemptCounts(String gradeOf, String expected) {
    exam.gradeOf(gradeOf);
    long student = addressed();
    exam.attempt(student, Optional.of("0.5"));
    exam.attempt(student, Optional.of("0.8"));
    exam.attempt(student, Optional.of("0.3"));
    long unscored = exam.attempt(student, Optional.empty());

    List<DueGrade> due = changed(unscored);

    assertEquals(new BigDecimal(expected), grade(student).scaledScore());
    assertEquals(List.of(new DueGrade(grade(student).id(), exam.consumer().id())), due);
  }

  @Test
  void aScoreOfZeroIsAGradeAndNoScoreIsNone() {
    long zero = addressed();
    long none = addressed();

    changed(exam.attempt(zero, Optional.of("0")), exam.attempt(none, Optional.empty()));

    assertEquals(0, grade(zero).scaledScore().signum());
    assertTrue(world.db().tx(tx -> outbox.find(tx, exam.resourceId(), none)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"-0.25, 0", "1.5, 1"})
  void aGradeIsBetweenZeroAndOne(String score, String expected) {
    long student = addressed();

    changed(exam.attempt(student, Optional.of(score)));

    assertEquals(new BigDecimal(expected), grade(student).scaledScore());
  }

  @Test
  void aTestRunIsNeverGraded() {
    long student = addressed();

    List<DueGrade> due = changed(exam.attempt(student, "test", Optional.of("1")));

    assertEquals(List.of(), due);
  }

  @Test
  void theSameGradeInOtherDigitsIsNoChange() {
    long student = addressed();
    long attempt = exam.attempt(student, Optional.of("0.5"));
    changed(attempt);
    world.db().run(tx -> exam.score(tx, attempt, "0.500"));

    List<DueGrade> due = changed(attempt);

    assertEquals(List.of(), due);
  }

  @Test
  void withoutAnAddressNothingIsRung() {
    long student = exam.student();

    List<DueGrade> due = changed(exam.attempt(student, Optional.of("1")));

    assertEquals(List.of(), due);
    assertEquals(State.NO_ADDRESS, grade(student).state());
  }

  @Test
  void twoAttemptsThatChangeAtOnceAgreeOnTheHighest() throws Exception {
    long student = addressed();
    long first = exam.attempt(student, Optional.of("0"));
    long second = exam.attempt(student, Optional.of("0"));
    CountDownLatch better = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);

    var high = inBackground(second, "0.9", better, commit);
    assertTrue(better.await(10, TimeUnit.SECONDS));
    var low = inBackground(first, "0.2", new CountDownLatch(1), new CountDownLatch(0));
    Awaitility.await().until(this::somebodyWaitsForATurn);
    commit.countDown();
    CompletableFuture.allOf(high, low).get(10, TimeUnit.SECONDS);

    assertEquals(new BigDecimal("0.9"), grade(student).scaledScore());
  }

  @Test
  void anAddressThatComesAtTheSameMomentIsNotOverlooked() throws Exception {
    long student = exam.student();
    long attempt = exam.attempt(student, Optional.of("0.5"));
    CountDownLatch known = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);

    var launch =
        CompletableFuture.runAsync(
            () ->
                world
                    .db()
                    .run(
                        tx -> {
                          boolean first =
                              exam.address(tx, student, "https://lms.example/outcome", "id");
                          new AddressNews().addressed(tx, exam.linkId(), student, first);
                          known.countDown();
                          await(commit);
                        }));
    assertTrue(known.await(10, TimeUnit.SECONDS));
    var save = CompletableFuture.supplyAsync(() -> changed(attempt));
    Awaitility.await().until(this::somebodyWaitsForATurn);
    commit.countDown();
    CompletableFuture.allOf(launch, save).get(10, TimeUnit.SECONDS);

    assertEquals(State.WAITING, grade(student).state());
    assertEquals(1, save.get().size());
  }

  @Test
  @Requirement("BO-16")
  void aChangeWhileItIsBeingSentWaitsForItsTurn() {
    long student = addressed();
    long attempt = exam.attempt(student, Optional.of("0.1"));
    DueGrade due = changed(attempt).get(0);
    GradeLease lease = lease(due).orElseThrow();
    world.db().run(tx -> exam.score(tx, attempt, "0.7"));

    List<DueGrade> rung = changed(attempt);
    boolean waits = world.db().tx(tx -> outbox.markSent(tx, lease));

    assertEquals(List.of(), rung);
    assertTrue(waits);
    assertEquals(new BigDecimal("0.7"), lease(due).orElseThrow().scaledScore());
  }

  private CompletableFuture<Void> inBackground(
      long attempt, String score, CountDownLatch done, CountDownLatch commit) {
    return CompletableFuture.runAsync(
        () ->
            world
                .db()
                .run(
                    tx -> {
                      exam.score(tx, attempt, score);
                      var unused = grades.changed(tx, new long[] {attempt});
                      done.countDown();
                      await(commit);
                    }));
  }

  private boolean somebodyWaitsForATurn() {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select count(*) > 0 as waits
                      from pg_locks
                     where locktype = 'advisory'
                       and not granted
                       and database = (select oid from pg_database where datname = current_database())
                    """,
                    row -> row.flag("waits")));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long addressed() {
    return exam.student("https://lms.example/outcome", "id");
  }

  private List<DueGrade> changed(long... attempts) {
    return world.db().tx(tx -> grades.changed(tx, attempts));
  }

  private OutboxGrade grade(long student) {
    return world.db().tx(tx -> outbox.find(tx, exam.resourceId(), student)).orElseThrow();
  }

  private Optional<GradeLease> lease(DueGrade due) {
    return world
        .db()
        .tx(tx -> outbox.lease(tx, due.outboxId(), UUID.randomUUID(), Duration.ofMinutes(1)));
  }
}
