package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.scoring.Backoff;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreDeliveries;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.net.Outbound;
import org.examhall.testkit.AgsBook;
import org.examhall.testkit.AgsBook.Student;
import org.examhall.testkit.Callers;
import org.examhall.testkit.Platform;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grades of an exam that several links open, and of links whose column changes. */
class EveryLinkIT {
  static final World world = World.fresh();

  final Outbound outbound = Senders.patient("127.0.0.2");
  final SendGrade send = worker(Duration.ofMinutes(1));
  final AgsBook book = AgsBook.in(world);
  final Platform platform = book.platform();

  @AfterEach
  void closeBook() {
    book.close();
    outbound.close();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement({"AG-07", "AG-13", "BO-16", "DL-06"})
  void aGradeThatWasSentGoesToTheColumnOfALinkThatChoseTheSameExamAndTheNextToBoth() {
    String first = book.ownColumn();
    Student student = sent("0.5");
    Student other = sent("0.7");

    String second = book.ownColumn(book.exam().anotherLink());
    List<DueGrade> due = dueNow();
    due.forEach(grade -> send.run(grade).getAsBoolean());
    send.run(due(student, "0.6")).getAsBoolean();

    assertEquals(2, due.size());
    assertEquals(List.of("60", "60"), given(student, first, second));
    assertEquals(List.of("70", "70"), given(other, first, second));
    assertEquals(List.of(State.SENT, State.SENT), states(student, other));
  }

  @Test
  @Requirement({"AG-13", "BO-16", "F08"})
  void aColumnThatALaunchNamesAnewGetsWhatTheOldOneHadAndWhatWasRefusedThere() {
    String old = book.ownColumn();
    Student taken = sent("0.5");
    platform.next(scores(old), 422, "{\"errors\":{\"message\":\"locked\"}}");
    Student refused = sent("0.6");
    State before = book.ours(refused).state();

    String anew = book.ownColumn();
    List<DueGrade> due = dueNow();
    State meanwhile = book.ours(refused).state();
    due.forEach(grade -> send.run(grade).getAsBoolean());

    assertEquals(List.of(State.REFUSED, State.REFUSED), List.of(before, meanwhile));
    assertEquals(2, due.size());
    assertEquals(List.of("50"), given(taken, anew));
    assertEquals(List.of("60"), given(refused, anew));
    assertEquals(List.of(State.SENT, State.SENT), states(taken, refused));
  }

  @Test
  @Requirement({"AG-10", "BO-16", "F08"})
  void whatWaitsIsTriedAtOnceWhereTheColumnMovedButNotInAPauseThatTheLmsAskedFor() {
    String old = book.ownColumn();
    Student sent = sent("0.4");
    platform.next(scores(old), 500, "");
    Student waiting = sent("0.5");
    Instant later = book.ours(waiting).nextTryAt().orElseThrow();

    book.ownColumn();
    List<DueGrade> due = dueNow();
    due.forEach(grade -> send.run(grade).getAsBoolean());
    platform.next("/scores", 429, "");
    Student paused = sent("0.6");
    book.ownColumn();

    Instant earliest = Instant.now().plus(Duration.ofMinutes(110));
    assertTrue(later.isAfter(Instant.now().plusSeconds(30)));
    assertEquals(2, due.size());
    assertEquals(List.of(), dueNow());
    for (Student student : List.of(sent, waiting, paused)) {
      assertTrue(book.ours(student).nextTryAt().orElseThrow().isAfter(earliest));
    }
  }

  @Test
  @Requirement({"AG-13", "F08", "F10"})
  void aColumnOfOursThatWasRemovedGetsTheGradesOfAllWhenItIsMadeAgain() {
    Student first = sent("0.5");
    Student second = sent("0.7");
    platform.clearItems();

    send.run(due(first, "0.6")).getAsBoolean();
    List<DueGrade> due = dueNow();
    due.forEach(grade -> send.run(grade).getAsBoolean());

    String column = platform.items().get(0).path("id").asText();
    assertEquals(1, due.size());
    assertEquals(List.of("60"), given(first, column));
    assertEquals(List.of("70"), given(second, column));
    assertEquals(List.of(), dueNow());
    assertEquals(1, platform.items().size());
  }

  @Test
  @Requirement({"AG-13", "F08", "F10"})
  void theGradesOfALostColumnAreDueAlsoWhenItsMakerDiedOrCouldNotWriteIntoTheNewOne() {
    Student first = sent("0.5");
    Student gone = sent("0.7");
    platform.clearItems();

    platform.next("/scores", 404, "");
    platform.next("/scores", 404, "");
    send.run(due(gone, "0.8")).getAsBoolean();
    State refused = book.ours(gone).state();
    Student third = sent("0.9");
    List<DueGrade> due = dueNow();
    due.forEach(grade -> send.run(grade).getAsBoolean());

    String column = platform.items().get(0).path("id").asText();
    assertEquals(State.REFUSED, refused);
    assertEquals(1, due.size());
    assertEquals(List.of("50"), given(first, column));
    assertEquals(List.of("90"), given(third, column));
  }

  @Test
  @Requirement("AG-13")
  void aColumnOfOursThatIsThereAfterAllHasNobodySentAgain() {
    sent("0.5");
    Student gone = sent("0.7");
    platform.next("/scores", 404, "");

    send.run(due(gone, "0.8")).getAsBoolean();

    assertEquals(State.SENT, book.ours(gone).state());
    assertEquals(List.of(), dueNow());
  }

  @Test
  @Requirement("AG-13")
  void aLaunchThatNamesTheColumnWhichWeMadeHasNobodySentAgain() {
    sent("0.5");

    book.column(book.exam().linkId(), platform.items().get(0).path("id").asText());

    assertEquals(List.of(), dueNow());
  }

  @Test
  @Requirement({"AG-01", "BO-16"})
  void launchesThatTellNothingNewHaveNothingSentAgain() {
    String first = book.ownColumn();
    long link = book.exam().anotherLink();
    String second = book.ownColumn(link);
    Student student = sent("0.5");
    book.launch(student, link);
    dueNow().forEach(grade -> send.run(grade).getAsBoolean());

    book.column(book.exam().linkId(), first);
    book.column(link, second);
    book.launch(student);
    book.launch(student, link);

    assertEquals(List.of(), dueNow());
    assertEquals(State.SENT, book.ours(student).state());
  }

  @ParameterizedTest
  @Requirement({"AG-10", "F08"})
  @CsvSource(
      delimiter = '|',
      value = {
        "old    | true  | 404 | SENT",
        "old    | true  | 403 | SENT",
        "old    | true  | 422 | REFUSED",
        "old    | true  | 500 | WAITING",
        "old    | false | 422 | SENT",
        "old    | false | 500 | WAITING",
        "newest | true  | 404 | REFUSED",
        "newest | true  | 422 | REFUSED",
        "newest | true  | 500 | WAITING"
      })
  void whatAPlaceSaysCountsByWhetherThePersonCameThereAndLast(
      String which, boolean launched, int status, State state) {
    long link = book.exam().anotherLink();
    String old = book.ownColumn(link);
    String newest = book.ownColumn();
    Student student = book.student();
    if (launched) {
      book.launch(student, link);
      book.launch(student);
    }
    platform.next(scores(which.equals("old") ? old : newest), status, "[\"no\"]");

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals(state, book.ours(student).state());
    assertEquals(List.of("50"), given(student, which.equals("old") ? newest : old));
    if (state == State.WAITING) {
      book.timePasses();
      dueNow().forEach(grade -> send.run(grade).getAsBoolean());
      assertEquals(List.of("50", "50"), given(student, old, newest));
    }
  }

  @Test
  @Requirement({"F10", "BO-16"})
  void aWorkerThatDiesBetweenTwoPlacesLeavesTheGradeToAnother() throws Exception {
    long link = book.exam().anotherLink();
    String second = book.ownColumn(link);
    String first = book.ownColumn();
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    platform.slow(scores(second), 3_000);

    var dying = CompletableFuture.supplyAsync(() -> send.run(due));
    Awaitility.await().until(() -> platform.calls(scores(second)).size() == 1);
    book.timePasses();
    worker(Duration.ofMinutes(1)).run(due).getAsBoolean();
    State state = book.ours(student).state();
    dying.get(30, TimeUnit.SECONDS); // what it heard is never stored

    assertEquals(State.SENT, state);
    assertEquals(List.of("50", "50"), given(student, first, second));
  }

  @Test
  @Requirement({"F08", "BO-16"})
  void aPlaceThatTakesAllTheTimeKeepsTheGradeFromNoOther() {
    long link = book.exam().anotherLink();
    String quick = book.ownColumn(link);
    String slow = book.ownColumn();
    Student student = book.student();
    SendGrade impatient = worker(Duration.ofSeconds(8));
    DueGrade due = due(student, "0.5");
    platform.slow(scores(slow), 3_000);

    impatient.run(due).getAsBoolean();
    String words = GradeState.of(book.ours(student)).messageKey();
    book.timePasses();
    platform.slow(scores(slow), 3_000);
    impatient.run(due).getAsBoolean();

    assertEquals("grade.waiting.timeout", words);
    assertEquals(List.of("50", "50"), given(student, quick, slow));
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  @Requirement({"BO-16", "F10"})
  void aColumnThatALaunchBringsDuringASendGetsTheGradeAfterIt() throws Exception {
    String first = book.ownColumn();
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    platform.slow(scores(first), 2_000);

    var sending = CompletableFuture.supplyAsync(() -> send.run(due).getAsBoolean());
    Awaitility.await().until(() -> platform.calls(scores(first)).size() == 1);
    String second = book.ownColumn(book.exam().anotherLink());
    boolean newer = sending.get(30, TimeUnit.SECONDS);
    send.run(due).getAsBoolean();

    assertTrue(newer);
    assertEquals(List.of("50", "50"), given(student, first, second));
  }

  @Test
  @Requirement({"AG-01", "BO-16"})
  void aColumnThatALaunchBringsAfterASendFoundNoneGetsTheGrade() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    book.columns(List.of(), "", "");

    BooleanSupplier found = send.run(due);
    String column = book.ownColumn();
    found.getAsBoolean();
    dueNow().forEach(grade -> send.run(grade).getAsBoolean());

    assertEquals(List.of("50"), given(student, column));
  }

  /** Its grade was sent once, whatever came of it. */
  private Student sent(String score) {
    Student student = book.student();
    send.run(due(student, score)).getAsBoolean();
    return student;
  }

  private SendGrade worker(Duration most) {
    return new SendGrade(
        world.db(),
        new ScoreOutbox(),
        new ScoreDeliveries(),
        new ConsumerTallies(),
        Callers.gradePlaces(new SecretBox(World.SECRET_KEY)),
        Callers.gradeCalls(world, outbound),
        new SendGrade.Rhythm(Duration.ofMinutes(2), most, Backoff.usual(new Random(1))));
  }

  private List<DueGrade> dueNow() {
    return world.db().tx(tx -> new ScoreOutbox().listDue(tx, 100)).stream()
        .filter(due -> due.consumerId() == book.exam().consumer().id())
        .toList();
  }

  private List<State> states(Student... students) {
    return List.of(students).stream().map(student -> book.ours(student).state()).toList();
  }

  private List<String> given(Student student, String... columns) {
    return List.of(columns).stream()
        .map(
            column ->
                platform
                    .score(column, student.sub())
                    .map(Platform.Score::given)
                    .map(BigDecimal::toPlainString)
                    .orElse("-"))
        .toList();
  }

  /** Where a column takes scores. */
  private static String scores(String column) {
    return URI.create(column).getPath() + "/scores";
  }

  private DueGrade due(Student student, String score) {
    Optional<DueGrade> due = book.score(student, score).stream().findFirst();
    return due.orElseThrow();
  }
}
