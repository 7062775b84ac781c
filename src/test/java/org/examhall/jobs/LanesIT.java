package org.examhall.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.bridge.outcome.SendGrade;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.context.Role;
import org.examhall.core.scoring.Backoff;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ResendGrade;
import org.examhall.core.scoring.ScoreDeliveries;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Orders.Order;
import org.examhall.demo.server.DevRedis;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.redis.Redis;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.testkit.Callers;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Gradebook.Student;
import org.examhall.testkit.RawServer;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Servers;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The bell, the lanes and the sweep together, on real servers and gradebooks. */
class LanesIT {
  static final Duration STOP = Duration.ofSeconds(8);

  final World world = World.fresh();
  final String redisUrl = Servers.freshRedisUrl();
  final Gradebook book = Gradebook.in(world);
  final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
    book.close();
    world.close();
  }

  /** A worker's senders and sweep, and a web process's bell. */
  private final class Site {
    final GradeQueue queue;
    final RedisBell bell;
    final Lanes lanes;
    final Sweep sweep;

    Site(String url) {
      Redis redis = opened(new Redis(url));
      Outbound outbound =
          opened(
              new Outbound(
                  "test", List.of("127.0.0.2"), OutboundLimits.PATIENT, new OpenTransactions()));
      queue = new GradeQueue(redis);
      bell = opened(new RedisBell(queue));
      lanes =
          opened(
              new Lanes(queue, new Sending(sendGrade(outbound)::run), new Lanes.Limits(8, STOP)));
      sweep = new Sweep(world.db(), new ScoreOutbox(), queue, lanes);
      lanes.start();
    }
  }

  @Test
  @Requirement("BO-16")
  void aRungGradeIsSentAtOnce() {
    Site site = new Site(redisUrl);
    Student student = book.student();

    site.bell.ring(book.score(student, "0.5"));

    awaitSent(student, "0.5");
  }

  @Test
  @Requirement("F07")
  void aRingThatWasLostIsMadeUpForByTheSweep() {
    Student student = book.student();
    Redis redis = opened(new Redis(redisUrl));
    new GradeQueue(redis).add(book.score(student, "0.5"));
    try (RedisClient other = RedisClient.create(redisUrl)) {
      other.flushDB();
    }
    Site site = new Site(redisUrl);

    site.sweep.run();

    awaitSent(student, "0.5");
  }

  @Test
  @Requirement("F07")
  void withoutRedisTheSweepStillHasGradesSent(@TempDir Path folder) {
    DevRedis server = DevRedis.start(folder);
    Site site = new Site(server.url());
    server.kill();
    Student student = book.student();

    site.bell.ring(book.score(student, "0.5"));
    site.sweep.run();

    awaitSent(student, "0.5");
  }

  @Test
  @Requirement("F07")
  void keysOfAnotherTypeInRedisStopNothing() {
    Student student = book.student();
    String prefix = "examhall:" + redisUrl.replaceAll(".*/", "") + ":grades:";
    try (RedisClient other = RedisClient.create(redisUrl)) {
      other.set(prefix + "rung", "nonsense");
      other.set(prefix + book.exam().consumer().id(), "nonsense");
    }
    Site site = new Site(redisUrl);

    site.bell.ring(book.score(student, "0.5"));

    awaitSent(student, "0.5");
  }

  @Test
  @Requirement("F03")
  void aGradeWhoseWorkerDiedIsSentOnceWhenItsLeaseIsOver() {
    Student student = book.student();
    DueGrade due = book.score(student, "0.5").get(0);
    Site site = new Site(redisUrl);
    world
        .db()
        .tx(
            tx ->
                new ScoreOutbox()
                    .lease(tx, due.outboxId(), UUID.randomUUID(), Duration.ofMillis(300)));

    Awaitility.await()
        .until(
            () -> {
              site.sweep.run();
              return book.ours(student).state() == State.SENT;
            });

    assertEquals(List.of("0.5"), book.sent(student));
  }

  @Test
  @Requirement({"F03", "BO-16"})
  void twoWorkersSendEachOfManyGradesOnceAndTheLastOneWins() {
    Site one = new Site(redisUrl);
    Site two = new Site(redisUrl);
    List<Student> students = Stream.generate(book::student).limit(40).toList();

    for (Student student : students) {
      List<DueGrade> due = book.score(student, "0.5");
      one.bell.ring(due);
      two.queue.add(due);
    }
    one.sweep.run();
    two.sweep.run();

    students.forEach(student -> awaitSent(student, "0.5"));
    assertEquals(40, book.lms().outcomes().count("received"));
  }

  @Test
  @Requirement("BO-16")
  void aNewerScoreDuringASlowSendFollowsByItself() {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(500).times(1));
    Site site = new Site(redisUrl);
    Student student = book.student();

    site.bell.ring(book.score(student, "0.1"));
    Awaitility.await().until(() -> book.sent(student).size() == 1);
    site.bell.ring(book.score(student, "0.9"));

    awaitSent(student, "0.9");
    assertEquals(List.of("0.1", "0.9"), book.sent(student));
  }

  @Test
  @Requirement("F09")
  void aSlowLmsHoldsUpNobodyElse() {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(10_000));
    Site site = new Site(redisUrl);
    List<Student> slow = Stream.generate(book::student).limit(20).toList();
    slow.forEach(student -> site.bell.ring(book.score(student, "0.5")));
    Awaitility.await().until(() -> book.lms().outcomes().count("stall") == 2);
    try (Gradebook fast = Gradebook.in(world)) {
      List<Student> quick = Stream.generate(fast::student).limit(20).toList();

      quick.forEach(student -> site.bell.ring(fast.score(student, "0.5")));

      Awaitility.await()
          .atMost(Duration.ofSeconds(9)) // before the slow one has answered
          .until(() -> fast.lms().course().grades().size() == 20);
      assertEquals(2, book.lms().outcomes().count("received"));
      book.lms().close();
    }
  }

  @Test
  void closingFinishesWhatIsBeingSentAndLeavesTheRest() throws Exception {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(700));
    Site site = new Site(redisUrl);
    List<Student> students = Stream.generate(book::student).limit(6).toList();
    students.forEach(student -> site.bell.ring(book.score(student, "0.5")));
    Awaitility.await().until(() -> book.lms().outcomes().count("stall") == 2);

    site.lanes.close();

    List<State> states = students.stream().map(student -> book.ours(student).state()).toList();
    assertEquals(2, states.stream().filter(State.SENT::equals).count());
    assertEquals(4, states.stream().filter(State.WAITING::equals).count());
  }

  @Test
  @Requirement("BO-16")
  void theResendButtonPressedTwiceSendsOnce() {
    Site site = new Site(redisUrl);
    Student student = book.student();
    site.bell.ring(book.score(student, "0.5"));
    awaitSent(student, "0.5");
    var instructor = book.exam().launch(book.exam().student(), Role.INSTRUCTOR);
    ResendGrade resend = new ResendGrade(new ScoreOutbox());

    List<DueGrade> first = world.db().tx(tx -> resend.run(tx, instructor, student.personId()));
    List<DueGrade> second = world.db().tx(tx -> resend.run(tx, instructor, student.personId()));
    site.bell.ring(first);
    site.bell.ring(second);

    Awaitility.await().until(() -> book.sent(student).size() == 2);
    awaitSent(student, "0.5");
    assertEquals(List.of("0.5", "0.5"), book.sent(student));
  }

  @Test
  void ringingNeverBlocksHoweverSlowRedisIs() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    try (var hanging = RawServer.start(out -> stuck.await());
        Redis redis = new Redis("redis://127.0.0.1:" + hanging.port());
        RedisBell bell = new RedisBell(new GradeQueue(redis))) {
      var rung =
          CompletableFuture.runAsync(
              () ->
                  LongStream.range(0, 5_000).forEach(i -> bell.ring(List.of(new DueGrade(i, 1)))));

      rung.get(2, TimeUnit.SECONDS);
      stuck.countDown();
    }
  }

  private void awaitSent(Student student, String score) {
    Awaitility.await()
        .until(
            () ->
                book.inLms(student).equals(Optional.of(new BigDecimal(score)))
                    && book.ours(student).state() == State.SENT);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  private SendGrade sendGrade(Outbound outbound) {
    return new SendGrade(
        world.db(),
        new ScoreOutbox(),
        new ScoreDeliveries(),
        new ConsumerTallies(),
        Callers.gradePlaces(new SecretBox(World.SECRET_KEY)),
        Callers.gradeCalls(world, outbound),
        new SendGrade.Rhythm(
            Duration.ofMinutes(1), Duration.ofSeconds(50), Backoff.usual(new Random(1))));
  }
}
