package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Orders.Order;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.net.Outbound;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Gradebook.Student;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grades on their way to a real gradebook, through every kind of trouble. */
class SendGradeIT {
  static final World world = World.fresh();

  final SecretBox box = new SecretBox(World.SECRET_KEY);
  final Lti11Keys keys = new Lti11Keys(box);
  final ScoreOutbox outbox = new ScoreOutbox();
  final Outbound outbound = Senders.outbound("127.0.0.2");
  final SendGrade send = Senders.sender(world, outbound, box, Duration.ofMinutes(1));
  final Gradebook book = Gradebook.in(world);

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
  @Requirement({"BO-01", "BO-02", "BO-03", "BO-04", "BO-05", "I11"})
  void aGradeReachesTheGradebookExactly() {
    Student student = book.student();

    boolean newer = send.run(due(student, "0.3333333333")).getAsBoolean();

    assertFalse(newer);
    assertEquals(Optional.of(new BigDecimal("0.333333")), book.inLms(student));
    assertEquals(State.SENT, book.ours(student).state());
    assertEquals("grade.sent", GradeState.of(book.ours(student)).messageKey());
    assertEquals(List.of("sent"), book.tries(student));
  }

  @Test
  @Requirement("BO-16")
  void theSameGradeIsNotSentTwiceHoweverOftenItIsRungFor() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");

    send.run(due).getAsBoolean();
    send.run(due).getAsBoolean();
    book.score(student, "0.50");
    send.run(due).getAsBoolean();

    assertEquals(List.of("0.5"), book.sent(student));
  }

  @Test
  @Requirement("BO-16")
  void twoWorkersSendItOnce() throws Exception {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(300));
    Student student = book.student();
    DueGrade due = due(student, "0.5");

    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> send.run(due).getAsBoolean()),
            CompletableFuture.runAsync(() -> send.run(due).getAsBoolean()))
        .get(20, TimeUnit.SECONDS);

    assertEquals(List.of("0.5"), book.sent(student));
  }

  @Test
  @Requirement("BO-16")
  void aNewerScoreDuringASlowCallIsSentAfterIt() throws Exception {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(500).times(1));
    Student student = book.student();
    DueGrade due = due(student, "0.1");
    var slow = CompletableFuture.supplyAsync(() -> send.run(due).getAsBoolean());
    Awaitility.await().until(() -> book.sent(student).size() == 1);

    List<DueGrade> rung = book.score(student, "0.9");
    boolean newer = slow.get(20, TimeUnit.SECONDS);
    send.run(due).getAsBoolean();

    assertEquals(List.of(), rung);
    assertTrue(newer);
    assertEquals(List.of("0.1", "0.9"), book.sent(student));
    assertEquals(Optional.of(new BigDecimal("0.9")), book.inLms(student));
  }

  @ParameterizedTest
  @Requirement({"F08", "I10", "BO-07", "BO-08"})
  @CsvSource({
    "FAIL_500, WAITING, lms_trouble",
    "TOO_MANY_429, WAITING, too_many",
    "STALL, WAITING, timeout",
    "CLOSE_MID_BODY, WAITING, unreachable",
    "CLOSE, WAITING, unreachable",
    "UNAUTHORIZED_401, WAITING, unauthorised",
    "FORBIDDEN_403, WAITING, unauthorised",
    "FAILURE_422, REFUSED, declined",
    "FAILURE_200, REFUSED, declined",
    "GARBAGE_HTML, REFUSED, not_an_answer",
    "GARBAGE_NOT_XML, REFUSED, not_an_answer",
    "GARBAGE_HUGE, REFUSED, not_an_answer",
    "GARBAGE_DOCTYPE, REFUSED, not_an_answer",
    "EMPTY, REFUSED, not_an_answer",
    "REDIRECT_302, REFUSED, not_an_answer"
  })
  void badAnswersMakeTheGradeWaitOrBeRefusedInWords(
      Behaviour behaviour, State state, String reason) {
    book.lms().orders().add(Order.always(behaviour).times(1).millis(5_000));
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    var ours = book.ours(student);
    var words = GradeState.of(ours);
    assertEquals(state, ours.state());
    assertEquals(
        "grade." + state.name().toLowerCase(Locale.ROOT) + "." + reason, words.messageKey());
    assertTrue(words.resendOffered());
    assertEquals(state == State.WAITING, words.nextTryAt().isPresent());
    assertEquals(List.of(reason), book.tries(student));
  }

  @Test
  @Requirement("F10")
  void anAnswerThatGotLostMakesASecondSendAndStillOneGrade() {
    book.lms().orders().add(Order.always(Behaviour.CLOSE_MID_BODY).times(1));
    Student student = book.student();
    DueGrade due = due(student, "0.7");

    send.run(due).getAsBoolean();
    book.timePasses();
    send.run(due).getAsBoolean();

    assertEquals(List.of("unreachable", "sent"), book.tries(student));
    assertEquals(1, book.lms().course().grades().size());
    assertEquals(Optional.of(new BigDecimal("0.7")), book.inLms(student));
  }

  @Test
  @Requirement("F08")
  void anLmsThatAsksToBeLeftAloneIsLeftAloneByEveryGradeOfThatConsumer() {
    book.lms().orders().add(Order.always(Behaviour.TOO_MANY_429).times(1).millis(7_200_000));
    Student first = book.student();
    Student second = book.student();
    DueGrade firstDue = due(first, "0.1");
    DueGrade secondDue = due(second, "0.2");

    send.run(firstDue).getAsBoolean();
    send.run(secondDue).getAsBoolean();

    Instant earliest = Instant.now().plus(Duration.ofMinutes(110));
    assertTrue(book.ours(first).nextTryAt().orElseThrow().isAfter(earliest));
    assertTrue(book.ours(second).nextTryAt().orElseThrow().isAfter(earliest));
    assertEquals(List.of(), book.sent(second));
  }

  @Test
  @Requirement("F03")
  void aWorkerThatDiesLeavesALeaseThatEnds() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    world
        .db()
        .tx(tx -> outbox.lease(tx, due.outboxId(), UUID.randomUUID(), Duration.ofMillis(500)));

    send.run(due).getAsBoolean();
    assertEquals(List.of(), book.sent(student));

    Awaitility.await().until(() -> dueNow().contains(due));
    send.run(due).getAsBoolean();

    assertEquals(List.of("0.5"), book.sent(student));
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  @Requirement("F04")
  void aWorkerThatNeverHeardThatItHasTheLeaseGetsItByAskingAgain() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    UUID holder = UUID.randomUUID();
    Duration length = Duration.ofMinutes(3);
    world.db().tx(tx -> outbox.lease(tx, due.outboxId(), holder, length));

    var other = world.db().tx(tx -> outbox.lease(tx, due.outboxId(), UUID.randomUUID(), length));
    var again = world.db().tx(tx -> outbox.lease(tx, due.outboxId(), holder, length));

    assertEquals(Optional.empty(), other);
    assertTrue(again.isPresent());
  }

  @ParameterizedTest
  @Requirement({"BO-16", "F10"})
  @CsvSource({"700, sent", "5000, timeout"})
  void anOldAnswerThatComesAfterANewerScoreWentOutHasTheNewerOneSentAgain(
      int stallMillis, String outcome) throws Exception {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(stallMillis).times(1));
    Student student = book.student();
    DueGrade due = due(student, "0.1");
    SendGrade sleepy = Senders.sender(world, outbound, box, Duration.ofMillis(1));
    var slow = CompletableFuture.supplyAsync(() -> sleepy.run(due).getAsBoolean());
    Awaitility.await().until(() -> book.sent(student).size() == 1);
    book.score(student, "0.9");
    send.run(due).getAsBoolean();
    assertEquals(State.SENT, book.ours(student).state());

    boolean again = slow.get(20, TimeUnit.SECONDS);
    send.run(due).getAsBoolean();

    assertTrue(again);
    assertEquals(List.of("0.1", "0.9", "0.9"), book.sent(student));
    assertEquals(List.of("sent", outcome, "sent"), book.tries(student));
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  void aSecretBeingChangedStopsNoGrade() {
    Student student = book.student();
    long keyId = keyId();
    world.db().run(tx -> keys.rotate(tx, keyId, "new secret", Duration.ofHours(1)));

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("0.5")), book.inLms(student));

    book.lms().connect(book.tool("new secret"));
    send.run(due(student, "0.6")).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("0.6")), book.inLms(student));
    assertEquals(List.of("sent", "sent"), book.tries(student));
  }

  @Test
  void aSecretThatDoesNotOpenMakesTheGradeWait() {
    Student student = book.student();
    SendGrade mistaken =
        Senders.sender(world, outbound, new SecretBox("another key"), Duration.ofMinutes(1));

    mistaken.run(due(student, "0.5")).getAsBoolean();

    assertEquals("grade.waiting.our_trouble", GradeState.of(book.ours(student)).messageKey());
  }

  @Test
  @Requirement("I08")
  void aPrivateAddressIsNotCalled() {
    Student student = book.student();
    try (Outbound strict = Senders.outbound("another.example")) {
      Senders.sender(world, strict, box, Duration.ofMinutes(1))
          .run(due(student, "0.5"))
          .getAsBoolean();
    }

    assertEquals(List.of(), book.sent(student));
    assertEquals("grade.waiting.forbidden_address", GradeState.of(book.ours(student)).messageKey());
  }

  @Test
  @Requirement("BO-01")
  void aStudentWithoutAnAddressIsSaidToHaveNone() {
    Student unaddressed = book.unaddressedStudent();

    List<DueGrade> rung = book.score(unaddressed, "0.6");

    assertEquals(List.of(), rung);
    assertEquals("grade.no_address", GradeState.of(book.ours(unaddressed)).messageKey());
  }

  @Test
  @Requirement({"BO-04", "I11"})
  void aPlaceThatXmlCannotCarryIsRefusedByUs() {
    Student student = book.student();
    book.exam().address(student.personId(), book.lms().url() + "/outcomes", "\u0001");

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals("grade.refused.bad_address", GradeState.of(book.ours(student)).messageKey());
  }

  @Test
  @Requirement("F04")
  void aDatabaseLostDuringTheCallLearnsOfItWhenItIsBack() throws Exception {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(200));
    Student student = book.student();
    DueGrade due = due(student, "0.5");

    CompletableFuture<Boolean> sending =
        CompletableFuture.supplyAsync(() -> send.run(due).getAsBoolean());
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> book.ours(student).state() == State.SENDING);
    world.breakConnections();
    sending.get(20, TimeUnit.SECONDS);
    world.renewConnections();

    assertEquals(State.SENT, book.ours(student).state());
    assertEquals(List.of("0.5"), book.sent(student));
  }

  @Test
  void aDisabledConsumerIsSentNothingUntilItIsEnabled() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    long consumer = book.exam().consumer().id();
    world.db().run(tx -> new Consumers().saveEnabled(tx, consumer, false));

    send.run(due).getAsBoolean();
    assertEquals("grade.held", GradeState.of(book.ours(student)).messageKey());
    assertFalse(dueNow().contains(due));

    world.db().run(tx -> new Consumers().saveEnabled(tx, consumer, true));
    send.run(due).getAsBoolean();

    assertEquals(List.of("0.5"), book.sent(student));
  }

  private DueGrade due(Student student, String score) {
    return book.score(student, score).get(0);
  }

  private List<DueGrade> dueNow() {
    return world.db().tx(tx -> outbox.listDue(tx, 1_000));
  }

  private long keyId() {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    "select id from lti11_key where consumer_id = ?",
                    row -> row.longAt("id"),
                    book.exam().consumer().id()));
  }
}
