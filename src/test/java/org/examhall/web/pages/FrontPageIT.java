package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.examhall.core.resource.Resource;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FrontPageIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP = RunningApp.start(WORLD);

  private final Classroom classroom = new Classroom(WORLD);
  private final Resource resource = classroom.exam();
  private final long ann = WORLD.person(classroom.consumer, "Ann Student");
  private final Guest student = new Guest(APP.app(), classroom.student(ann));

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement({"ST1", "ST3"})
  void startingOpensThePlayerAndTheAttemptCanThenBeContinued() {
    Answer front = student.get("/");

    Answer started = student.post("/start", Map.of());

    assertTrue(front.body().contains("data-action=\"start\""));
    assertEquals(303, started.status());
    assertTrue(started.location().startsWith(APP.content() + "/play/#t="));
    Answer again = student.get("/");
    assertTrue(again.body().contains("data-action=\"continue\""));
    assertFalse(again.body().contains("data-action=\"start\""));
  }

  /** Both wait for the table before either may write, so neither has finished when one begins. */
  @RepeatedTest(20)
  @Requirement("ST3")
  void twoQuickClicksBeginOneAttempt() {
    OpenLaunch open = classroom.student(ann);
    Guest one = new Guest(APP.app(), open);
    Guest other = new Guest(APP.app(), open);
    one.get("/");
    other.get("/");

    List<Answer> answers = bothAtOnce(one, other);

    assertEquals(List.of(303, 409), answers.stream().map(Answer::status).sorted().toList());
    assertTrue(
        answers.stream().anyMatch(answer -> answer.body().contains("Continue that one")),
        answers::toString);
    assertEquals(1, attemptsOf(ann));
  }

  @Test
  @Requirement("ST3")
  void whoStartsInASecondWindowIsLedToTheAttemptThatGoesOn() {
    student.get("/");
    student.post("/start", Map.of());

    Answer second = student.post("/start", Map.of());

    assertEquals(409, second.status());
    assertTrue(second.body().contains("href=\"" + student.home() + "\""), second.body());
  }

  @Test
  @Requirement({"ST2", "ST3"})
  void withoutAttemptsLeftThereIsNoStartAndStartingIsRefused() {
    classroom.attempt(resource, ann, 1, "ended", Optional.of("0.5"));
    classroom.settings(resource, 1, "2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z");

    Answer front = student.get("/");
    Answer forced = student.post("/start", Map.of());

    assertFalse(front.body().contains("data-action=\"start\""));
    assertTrue(front.body().contains("You have used all your attempts"));
    assertTrue(front.body().contains("data-action=\"review\""));
    assertEquals(409, forced.status());
  }

  @Test
  @Requirement({"ST2", "ST5"})
  void anAttemptThatWaitsForTheNextOpeningIsNeitherOverNorReviewed() {
    long waiting = classroom.attempt(resource, ann, 1, "running", Optional.of("0.5"));
    Answer open = student.get("/");
    classroom.settings(resource, 1, "2090-01-01T00:00:00Z", "2020-01-01T00:00:00Z");

    Answer forced = student.post("/attempts/" + waiting + "/review", Map.of());
    Answer front = student.get("/");
    Answer receipt = student.get("/attempts/" + waiting + "/receipt");

    assertTrue(open.body().contains("data-action=\"continue\""));
    assertTrue(
        front.body().contains("The exam is closed for now.</strong> It opens again: <time"),
        front.body());
    assertTrue(front.body().contains("Closed for now"));
    assertFalse(front.body().contains("data-action=\"review\""));
    assertEquals(409, forced.status());
    assertTrue(receipt.body().contains("This attempt goes on when it opens again"));
  }

  @Test
  @Requirement("ST2")
  void whoPressesStartAfterTheEndIsToldSoInAWholeSentence() {
    student.get("/");
    classroom.settings(resource, 1, "2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z");

    Answer late = student.post("/start", Map.of());

    assertEquals(409, late.status());
    assertTrue(late.body().contains("The exam is closed.<"), late.body());
  }

  @Test
  @Requirement({"ST2", "IN11"})
  void aHiddenScoreIsNowhereOnThePage() {
    classroom.attempt(resource, ann, 1, "ended", Optional.of("0.4321"));
    classroom.neverShowScores(resource);

    Answer front = student.get("/");

    assertFalse(front.body().contains("43%"));
    assertFalse(front.body().contains("5.19"));
    assertFalse(front.body().contains("data-action=\"review\""));
  }

  @Test
  @Requirement("I25")
  void anotherStudentsAttemptCanNeitherBeContinuedNorReviewed() {
    long other = WORLD.person(classroom.consumer, "Somebody else");
    long running = classroom.attempt(resource, other, 1, "running", Optional.empty());
    long ended = classroom.attempt(resource, other, 2, "ended", Optional.of("1"));
    Answer front = student.get("/");

    int resumed = student.post("/attempts/" + running + "/continue", Map.of()).status();
    int reviewed = student.post("/attempts/" + ended + "/review", Map.of()).status();

    assertFalse(front.body().contains("data-attempt"));
    assertEquals(404, resumed);
    assertEquals(404, reviewed);
  }

  @Test
  @Requirement("I26")
  void startingNeedsOurOwnForm() {
    Answer answer = new Guest(APP.app(), classroom.student(ann)).post("/start", Map.of());

    assertEquals(403, answer.status());
    assertFalse(student.get("/").body().contains("data-attempt"));
  }

  @Test
  @Requirement("ST2")
  void anObserverSeesWhenTheExamIsButNobodysResults() {
    classroom.attempt(resource, ann, 1, "ended", Optional.of("0.4321"));
    Guest observer = new Guest(APP.app(), classroom.observer());

    Answer page = observer.get("/");
    int started = observer.post("/start", Map.of()).status();

    assertTrue(page.body().contains("Differentiation: practice test"));
    assertFalse(page.body().contains("43%"));
    assertFalse(page.body().contains("Ann"));
    assertEquals(403, started);
  }

  private static List<Answer> bothAtOnce(Guest one, Guest other) {
    List<CompletableFuture<Answer>> clicks = new ArrayList<>();
    WORLD
        .db()
        .run(
            tx -> {
              tx.change("lock table attempt in share mode");
              for (Guest guest : List.of(one, other)) {
                clicks.add(CompletableFuture.supplyAsync(() -> guest.post("/start", Map.of())));
              }
              Awaitility.await()
                  .pollInterval(Duration.ofMillis(5))
                  .pollInSameThread()
                  .until(() -> waiting(tx) == 2);
            });
    return clicks.stream().map(CompletableFuture::join).toList();
  }

  /** Who waits for a lock in this database. */
  private static long waiting(Tx tx) {
    return tx.only(
        """
        select count(*) as n
          from pg_stat_activity
         where datname = current_database()
           and wait_event_type = 'Lock'
        """,
        row -> row.longAt("n"));
  }

  private static long attemptsOf(long person) {
    return WORLD
        .db()
        .tx(
            tx ->
                tx.only(
                    "select count(*) as n from attempt where person_id = ?",
                    row -> row.longAt("n"),
                    person));
  }
}
