package org.examhall.core.attempt.save;

import static org.examhall.core.attempt.save.SavePath.batch;
import static org.examhall.core.attempt.save.SavePath.begin;
import static org.examhall.core.attempt.save.SavePath.element;
import static org.examhall.core.attempt.save.SavePath.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.examhall.core.scoring.Bell;
import org.examhall.core.scoring.DueGrade;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Pools;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SaveQueueIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement({"I21", "NLP-D8"})
  void anElementThatOnlyTheDatabaseObjectsToIsRefusedAlone() {
    var one = sitting();
    var other = sitting();
    var bell = new StuckBell();
    try (SaveQueue queue = queue(SaveQueue.Size.USUAL, bell)) {
      var replies = new ArrayList<CompletableFuture<SaveReply>>();
      bell.whileItRings(
          queue,
          () -> {
            replies.add(queue.offer(batch(one, 1, 1, element("x.a", "1"))));
            replies.add(
                queue.offer(
                    batch(
                        one,
                        1,
                        2,
                        element("x.b", "2"),
                        element("x.a", "past the rules: \0"),
                        element("x.c", "3"))));
            replies.add(queue.offer(batch(other, 1, 1, element("x.a", "2"))));
          });

      assertEquals(List.of(), refused(replies.get(0)));
      assertEquals(List.of(new Refusal("x.a", Refusal.Why.VALUE)), refused(replies.get(1)));
      assertEquals(List.of(), refused(replies.get(2)));
    }

    assertEquals(Map.of("x.a", "1", "x.b", "2", "x.c", "3"), values(one));
    assertEquals(Map.of("x.a", "2"), values(other));
  }

  @Test
  @Requirement({"I20", "I21"})
  void aBatchOfNothingButBadElementsHoldsUpNobodyElse() {
    var bad = sitting();
    var other = sitting();
    Element[] poison =
        IntStream.range(0, 2_000)
            .mapToObj(i -> element("x." + i, "past the rules: \0"))
            .toArray(Element[]::new);
    try (SaveQueue queue = queue(SaveQueue.Size.USUAL)) {
      var ofBad = queue.offer(batch(bad, 1, 1, poison));
      var ofOther = queue.offer(batch(other, 1, 1, element("x.a", "1")));

      assertInstanceOf(SaveReply.Ack.class, ofOther.join());
      assertFalse(ofBad.isDone());
      assertEquals(2_000, refused(ofBad).size());
    }
  }

  @Test
  void whatDoesNotFitIsBusyAtOnceAndNothingIsLost() {
    var sitting = sitting();
    var bell = new StuckBell();
    try (SaveQueue queue = queue(new SaveQueue.Size(3, 1_000, 1), bell)) {
      List<CompletableFuture<SaveReply>> replies = new ArrayList<>();
      bell.whileItRings(
          queue,
          () -> {
            IntStream.rangeClosed(2, 6)
                .forEach(n -> replies.add(queue.offer(batch(sitting, 1, n, element("x.a", "1")))));
            replies.add(queue.offer(batch(sitting, 1, 7, element("x.b", "x".repeat(1_001)))));
            assertTrue(replies.get(3).isDone());
          });

      var kinds = replies.stream().map(reply -> reply.join().getClass().getSimpleName()).toList();
      assertEquals(List.of("Ack", "Ack", "Ack", "Busy", "Busy", "Busy"), kinds);
    }
  }

  @Test
  void whatQueuedDuringACommitIsOneTransaction() {
    var sitting = sitting();
    var bell = new StuckBell();
    try (SaveQueue queue = queue(SaveQueue.Size.USUAL, bell)) {
      List<CompletableFuture<SaveReply>> replies = new ArrayList<>();
      bell.whileItRings(
          queue,
          () ->
              IntStream.rangeClosed(1, 50)
                  .forEach(
                      n -> replies.add(queue.offer(batch(sitting, 1, n, element("x.a", "1"))))));
      replies.forEach(CompletableFuture::join);
    }

    long transactions =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        """
                        select count(distinct xmin::text) as transactions
                          from attempt_batch
                         where attempt_id = ?
                        """,
                        row -> row.longAt("transactions"),
                        sitting.attemptId()));
    assertEquals(1, transactions);
  }

  @Test
  void closingStoresWhatWaits() {
    var sitting = sitting();
    SaveQueue queue = queue(SaveQueue.Size.USUAL);
    var reply = queue.offer(batch(sitting, 1, 1, element("x.a", "1")));

    queue.close();
    var after = queue.offer(batch(sitting, 1, 2, element("x.a", "2")));

    assertInstanceOf(SaveReply.Ack.class, reply.join());
    assertInstanceOf(SaveReply.Busy.class, after.join());
  }

  @Test
  void whileTheDatabaseIsAwayTheAnswerIsBusyAndLaterItIsStored() {
    var sitting = sitting();
    Db away = new Pools(world.config()).open("away", 1);
    try (SaveQueue queue =
        new SaveQueue(
            away,
            SavePath.process(),
            grades -> {},
            SaveQueue.Size.USUAL,
            new SimpleMeterRegistry())) {
      queue.offer(batch(sitting, 1, 1, element("x.a", "1"))).join();

      away.close();
      var reply = queue.offer(batch(sitting, 1, 2, element("x.a", "2"))).join();

      assertInstanceOf(SaveReply.Busy.class, reply);
    }
    try (SaveQueue queue = queue(SaveQueue.Size.USUAL)) {
      var again = queue.offer(batch(sitting, 1, 2, element("x.a", "2"))).join();
      assertInstanceOf(SaveReply.Ack.class, again);
    }
  }

  @Test
  @Requirement({"F05", "NLP-D8"})
  void whoeverHoldsOneAttemptStopsNoOther() {
    var held = sitting();
    var other = sitting();
    try (SaveQueue queue = queue(SaveQueue.Size.USUAL)) {
      List<CompletableFuture<SaveReply>> ofHeld = new ArrayList<>();
      world
          .db()
          .run(
              tx -> {
                SavePath.ATTEMPTS.lock(tx, held.attemptId());
                IntStream.rangeClosed(1, 12)
                    .forEach(n -> ofHeld.add(queue.offer(batch(held, 1, n, element("x.a", "1")))));
                var ofOther = queue.offer(batch(other, 1, 1, element("x.a", "1")));

                assertInstanceOf(SaveReply.Ack.class, ofOther.join());
                ofHeld.forEach(reply -> assertInstanceOf(SaveReply.Busy.class, reply.join()));
              });
      var again = queue.offer(batch(held, 1, 1, element("x.a", "1"))).join();

      assertInstanceOf(SaveReply.Ack.class, again);
    }
  }

  private static List<Refusal> refused(CompletableFuture<SaveReply> reply) {
    return ((SaveReply.Ack) reply.join()).refused();
  }

  /** Rings only when told to: until then the writer is busy with its last commit. */
  private static final class StuckBell implements Bell {
    private final CountDownLatch rings = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public void ring(List<DueGrade> grades) {
      rings.countDown();
      await(done);
    }

    /** Keeps the writer busy, with a batch of its own, while {@code work} fills the queue. */
    void whileItRings(SaveQueue queue, Runnable work) {
      queue.offer(batch(sitting(), 1, 1, element("x.a", "0")));
      await(rings);
      work.run();
      done.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SaveQueue queue(SaveQueue.Size size) {
    return queue(size, grades -> {});
  }

  private static SaveQueue queue(SaveQueue.Size size, Bell bell) {
    return new SaveQueue(world.db(), SavePath.process(), bell, size, new SimpleMeterRegistry());
  }

  private static Sitting sitting() {
    var sitting = Sitting.in(world);
    begin(world, sitting.window().holder());
    return sitting;
  }
}
