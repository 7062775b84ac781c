package org.examhall.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.bridge.outcome.SendGrade;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.scoring.Backoff;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.ScoreDeliveries;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.redis.Redis;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.testkit.Callers;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Gradebook.Student;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Grades whose sending fails in our own code, among others. */
class PoisonIT {
  private static final int CLASS = Integer.getInteger("grades", 200);
  private static final int POISON_CALL = CLASS * 7 / 10;

  private final World world = World.fresh();
  private final Gradebook book = Gradebook.in(world);
  private final Tokens tokens = new Tokens();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private final LogRecord log = new LogRecord();
  private final Redis redis = new Redis(world.config().text(Option.REDIS_URL));
  private final Outbound outbound =
      new Outbound("test", List.of("127.0.0.2"), OutboundLimits.PATIENT, new OpenTransactions());
  private final SendGrade send =
      new SendGrade(
          world.db(),
          new ScoreOutbox(),
          new ScoreDeliveries(),
          new ConsumerTallies(),
          Callers.gradePlaces(new SecretBox(World.SECRET_KEY)),
          Callers.gradeCalls(world, outbound, this::poisoned),
          new SendGrade.Rhythm(
              Duration.ofSeconds(30), Duration.ofSeconds(5), Backoff.usual(new Random(1))));

  @AfterEach
  void close() {
    over.set(true);
    outbound.close();
    redis.close();
    book.close();
    world.close();
  }

  @Test
  @Requirement("F27")
  void oneThatLoopsForEverIsBrokenOffAndParkedAndTheOthersAreSent() {
    List<Student> students = Stream.generate(book::student).limit(CLASS).toList();
    GradeQueue queue = new GradeQueue(redis);
    log.start();
    try (Lanes lanes =
        new Lanes(queue, new Sending(send::run), new Lanes.Limits(8, Duration.ofSeconds(8)))) {
      lanes.start();

      students.forEach(student -> queue.add(book.score(student, "0.5")));

      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> states().equals(List.of("refused broken_off 1", "sent " + (CLASS - 1))));
    }
    log.stop();
    assertEquals(CLASS - 1, book.lms().course().grades().size());
    assertTrue(log.text().contains("PoisonIT.poisoned"), log.text());
  }

  @Test
  @Requirement("F27")
  void oneThatAlwaysFailsIsParkedAfterSomeTries() {
    Student student = book.student();
    DueGrade due = book.score(student, "0.5").get(0);
    broken.set(true);

    for (int i = 0; i < 8; i++) {
      send.run(due).getAsBoolean();
      book.timePasses();
    }

    assertEquals("grade.refused.our_trouble", GradeState.of(book.ours(student)).messageKey());
    assertEquals(8, book.tries(student).size());
  }

  /** Our own code, as it reads what an LMS said, in one case of many. */
  private String poisoned() {
    if (broken.get()) {
      throw new IllegalStateException("poison");
    }
    if (calls.incrementAndGet() == POISON_CALL) {
      while (!over.get()) {
        Thread.onSpinWait();
      }
    }
    return tokens.fresh();
  }

  private List<String> states() {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select concat_ws(' ', state, reason, count(*)) as line
                      from score_outbox
                     group by state, reason
                     order by 1
                    """,
                    row -> row.text("line")));
  }
}
