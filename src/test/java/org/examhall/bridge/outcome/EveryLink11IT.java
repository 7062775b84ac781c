package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Grade;
import org.examhall.demo.lms.Orders.Order;
import org.examhall.demo.lms.lti.SignedLaunch;
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

/** The same by LTI 1.1, where each launch of a person says where their own grade goes. */
class EveryLink11IT {
  static final World world = World.fresh();

  final Outbound outbound = Senders.patient("127.0.0.2");
  final SendGrade send =
      Senders.sender(world, outbound, new SecretBox(World.SECRET_KEY), Duration.ofMinutes(1));
  final Gradebook book = Gradebook.in(world);
  final Activity home = book.lms().course().activities().get(0);
  final Activity another = book.lms().course().addActivity("Another link");
  final long link = book.exam().anotherLink();

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
  @Requirement({"BO-01", "BO-16"})
  void aGradeThatWasSentGoesToTheNextLinkThatTheStudentComesByAndTheNextToBoth() {
    Student student = sent("0.5");

    launchByAnother(student);
    List<DueGrade> due = dueNow();
    due.forEach(grade -> send.run(grade).getAsBoolean());
    List<Optional<BigDecimal>> same = inLms(student);
    send.run(due(student, "0.75")).getAsBoolean();

    assertEquals(1, due.size());
    assertEquals(both("0.5"), same);
    assertEquals(both("0.75"), inLms(student));
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  @Requirement({"BO-01", "BO-16"})
  void anotherSourcedidIsNoNewsAndAnotherServiceIs() {
    Student student = sent("0.5");
    String service = launch(student).value("lis_outcome_service_url");
    long came = book.exam().linkId();

    book.exam().launchBy(came, student.personId(), service, "of another launch, as Moodle has it");
    List<DueGrade> same = dueNow();
    book.exam().launchBy(came, student.personId(), service + "?moved", "of another launch");

    assertEquals(List.of(), same);
    assertEquals(1, dueNow().size());
  }

  @ParameterizedTest
  @Requirement({"BO-16", "F08"})
  @CsvSource({
    "FORBIDDEN_403, SENT",
    "FAILURE_200, REFUSED",
    "FAIL_500, WAITING",
  })
  void anOlderPlaceThatIsGoneDoesNotCountAndOneThatRefusesDoes(Behaviour behaviour, State state) {
    Student student = book.student();
    launchByAnother(student);
    DueGrade due = due(student, "0.5");
    book.lms().orders().add(Order.always(behaviour).times(1).of(home));

    send.run(due).getAsBoolean();

    assertEquals(state, book.ours(student).state());
  }

  private Student sent(String score) {
    Student student = book.student();
    send.run(due(student, score)).getAsBoolean();
    return student;
  }

  private SignedLaunch launch(Student student) {
    return book.lms().launch(student.person(), another).sign();
  }

  private void launchByAnother(Student student) {
    SignedLaunch launch = launch(student);
    book.exam()
        .launchBy(
            link,
            student.personId(),
            launch.value("lis_outcome_service_url"),
            launch.value("lis_result_sourcedid"));
  }

  private List<Optional<BigDecimal>> inLms(Student student) {
    return List.of(
        book.inLms(student),
        book.lms().course().findGrade(another.id(), student.person().id()).map(Grade::score));
  }

  private static List<Optional<BigDecimal>> both(String score) {
    return List.of(Optional.of(new BigDecimal(score)), Optional.of(new BigDecimal(score)));
  }

  private List<DueGrade> dueNow() {
    return world.db().tx(tx -> new ScoreOutbox().listDue(tx, 100)).stream()
        .filter(due -> due.consumerId() == book.exam().consumer().id())
        .toList();
  }

  private DueGrade due(Student student, String score) {
    return book.score(student, score).get(0);
  }
}
