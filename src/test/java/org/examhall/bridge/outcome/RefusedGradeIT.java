package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeLease;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.core.scoring.Undelivered;
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

/** What becomes of a grade that the LMS refused when its student opens the exam again. */
class RefusedGradeIT {
  static final World world = World.fresh();

  final ScoreOutbox outbox = new ScoreOutbox();
  final Outbound outbound = Senders.outbound("127.0.0.2");
  final SendGrade send =
      Senders.sender(world, outbound, new SecretBox(World.SECRET_KEY), Duration.ofMinutes(1));
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
  @Requirement("BO-16")
  void aRefusedGradeStaysRefusedWhileALaunchHasItTriedAgain() {
    book.lms().orders().add(Order.always(Behaviour.FAILURE_200).times(2));
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    send.run(due).getAsBoolean();
    var refused = GradeState.of(book.ours(student));

    book.relaunch(student);
    assertEquals(List.of(due), dueNow());
    assertEquals(refused, GradeState.of(book.ours(student)));
    GradeLease lease = lease(due).orElseThrow();
    assertEquals(refused, GradeState.of(book.ours(student)));
    world.db().run(tx -> outbox.markWaiting(tx, lease, Undelivered.TIMEOUT, "", Duration.ZERO));
    assertEquals(refused, GradeState.of(book.ours(student)));
    send.run(due).getAsBoolean();

    assertEquals(refused, GradeState.of(book.ours(student)));
    assertEquals(List.of("declined", "declined"), book.tries(student));
    assertEquals(List.of(), dueNow());
  }

  @Test
  @Requirement({"AG-10", "BO-16", "F08"})
  void launchesHaveARefusedGradeTriedAgainOnceAnHourAndItArrivesWhenTheLmsIsRepaired() {
    book.lms().orders().add(Order.always(Behaviour.FAILURE_200).times(2));
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    send.run(due).getAsBoolean();

    book.relaunch(student);
    send.run(due).getAsBoolean();
    book.relaunch(student);
    send.run(due).getAsBoolean();
    assertEquals(2, book.tries(student).size());
    book.anHourPasses();
    book.relaunch(student);
    send.run(due).getAsBoolean();

    assertEquals(List.of("declined", "declined", "sent"), book.tries(student));
    assertEquals(List.of("declined 2", "sent 1"), counted(due));
    assertEquals(Optional.of(new BigDecimal("0.5")), book.inLms(student));
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  @Requirement("BO-16")
  void aNewScoreDuringTheRetryOfARefusedOneWaitsForItsTurn() {
    book.lms().orders().add(Order.always(Behaviour.FAILURE_200).times(1));
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    send.run(due).getAsBoolean();
    book.relaunch(student);
    GradeLease lease = lease(due).orElseThrow();

    book.score(student, "0.7");
    assertEquals(Optional.empty(), lease(due));
    boolean newer = world.db().tx(tx -> outbox.markRefused(tx, lease, Undelivered.GONE, ""));
    send.run(due).getAsBoolean();

    assertTrue(newer);
    assertEquals(Optional.of(new BigDecimal("0.7")), book.inLms(student));
  }

  @Test
  @Requirement("F03")
  void aRetryOfARefusedGradeWhoseWorkerDiedIsMadeByAnother() {
    book.lms().orders().add(Order.always(Behaviour.FAILURE_200).times(1));
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    send.run(due).getAsBoolean();
    book.relaunch(student);
    lease(due).orElseThrow();
    assertEquals(List.of(), dueNow());

    book.timePasses();
    send.run(due).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("0.5")), book.inLms(student));
  }

  @Test
  @Requirement({"BO-16", "F10"})
  void aRefusalThatComesAfterItsLeaseEndedHasTheNewerScoreSentOnceMore() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    GradeLease late = lease(due).orElseThrow();
    book.score(student, "0.7");
    book.timePasses();
    send.run(due).getAsBoolean();

    boolean newer =
        world.db().tx(tx -> outbox.markRefused(tx, late, Undelivered.DECLINED, "too late"));
    send.run(due).getAsBoolean();

    assertTrue(newer);
    assertEquals(List.of("0.7", "0.7"), book.sent(student));
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  @Requirement({"BO-16", "F10"})
  void aRefusalThatComesAfterItsLeaseEndedUndoesNoResend() {
    book.lms().orders().add(Order.always(Behaviour.FAILURE_200).times(1));
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    send.run(due).getAsBoolean();
    book.relaunch(student);
    GradeLease late = lease(due, Duration.ofMillis(1)).orElseThrow();
    long resource = book.exam().resourceId();
    Awaitility.await()
        .until(
            () ->
                world.db().tx(tx -> outbox.requeue(tx, resource, student.personId())).isPresent());

    world.db().run(tx -> outbox.markRefused(tx, late, Undelivered.DECLINED, "too late"));

    assertEquals(State.WAITING, book.ours(student).state());
  }

  private DueGrade due(Student student, String score) {
    return book.score(student, score).get(0);
  }

  private List<DueGrade> dueNow() {
    return world.db().tx(tx -> outbox.listDue(tx, 1_000)).stream()
        .filter(due -> due.consumerId() == book.exam().consumer().id())
        .toList();
  }

  private Optional<GradeLease> lease(DueGrade due) {
    return lease(due, Duration.ofMinutes(1));
  }

  private Optional<GradeLease> lease(DueGrade due, Duration length) {
    return world.db().tx(tx -> outbox.lease(tx, due.outboxId(), UUID.randomUUID(), length));
  }

  /** What the administrator's chart of the LMS is drawn from. */
  private static List<String> counted(DueGrade grade) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select outcome || ' ' || sum(times) as line
                      from consumer_tally
                     where consumer_id = ?
                       and event = 'grade'
                     group by outcome
                     order by outcome
                    """,
                    row -> row.text("line"),
                    grade.consumerId()));
  }
}
