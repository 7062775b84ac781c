package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.core.scoring.DueGrade;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Orders.Order;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.net.Outbound;
import org.examhall.testkit.AgsBook;
import org.examhall.testkit.Callers;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Gradebook.Student;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nonces, times and tokens of grades that are sent again, or much later. */
class FreshTriesIT {
  static final World world = World.fresh();

  final MovedClock clock = new MovedClock();
  final Outbound outbound = Senders.patient("127.0.0.2");
  final SendGrade send =
      Senders.sender(
          world,
          Callers.gradeCalls(world, outbound, clock),
          new SecretBox(World.SECRET_KEY),
          Duration.ofMinutes(1));
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
  @Requirement("BO-10")
  void eachTryTellsTheTimeOfItself() {
    book.lms().orders().add(Order.always(Behaviour.FAIL_500).times(1));
    Student student = book.student();
    DueGrade due = due(student, "0.5");

    send.run(due).getAsBoolean();
    clock.ahead = Duration.ofMinutes(20);
    book.lms().skewClock(clock.ahead);
    book.timePasses();
    send.run(due).getAsBoolean();

    assertEquals(List.of("lms_trouble", "sent"), book.tries(student));
    assertEquals(0, book.lms().outcomes().count("refused"));
  }

  @Test
  @Requirement({"BO-10", "F08"})
  void aFailedTryIsRepeatedLaterWithAFreshNonce() {
    book.lms().orders().add(Order.always(Behaviour.FAIL_500).times(2));
    Student student = book.student();
    DueGrade due = due(student, "0.5");

    send.run(due).getAsBoolean();
    send.run(due).getAsBoolean(); // not due yet
    book.timePasses();
    send.run(due).getAsBoolean();
    book.timePasses();
    send.run(due).getAsBoolean();

    assertEquals(List.of("lms_trouble", "lms_trouble", "sent"), book.tries(student));
    assertEquals(Optional.of(new BigDecimal("0.5")), book.inLms(student));
    assertEquals(0, book.lms().outcomes().count("refused"));
  }

  @Test
  @Requirement("TK-03")
  void aTokenIsReplacedAMinuteBeforeItEnds() {
    try (AgsBook ags = AgsBook.in(world)) {
      ags.ownColumn();
      ags.platform().tokensLast(3_600);
      List<Integer> asked = new ArrayList<>();
      for (int seconds : List.of(0, 3_500, 3_545)) {
        clock.ahead = Duration.ofSeconds(seconds);
        send.run(ags.score(ags.student(), "0.5").get(0)).getAsBoolean();
        asked.add(ags.platform().calls("/token").size());
      }

      assertEquals(List.of(1, 1, 2), asked);
    }
  }

  private DueGrade due(Student student, String score) {
    return book.score(student, score).get(0);
  }

  private static final class MovedClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
