package org.examhall.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.examhall.core.scoring.DueGrade;
import org.examhall.kernel.redis.Redis;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Servers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often at once a lane calls its LMS. */
class LaneTurnsIT {
  private final Redis redis = new Redis(Servers.freshRedisUrl());
  private final GradeQueue queue = new GradeQueue(redis);

  private final List<Lanes> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Lanes::close);
    redis.close();
  }

  @Test
  @Requirement("F09")
  void noLaneHasMoreThanItsTurnsAndEachGradeIsTakenOnce() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    var taken = ConcurrentHashMap.<DueGrade>newKeySet();
    CountDownLatch all = new CountDownLatch(300);
    Lanes lanes =
        lanes(
            new Sending(
                grade -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  assertTrue(taken.add(grade));
                  now.decrementAndGet();
                  all.countDown();
                  return () -> false;
                }));

    lanes.offer(grades(300));

    assertTrue(all.await(20, TimeUnit.SECONDS));
    assertTrue(most.get() <= 2, "at once: " + most);
    assertEquals(300, taken.size());
  }

  @Test
  @Requirement({"F09", "BO-16"})
  void theLmsIsCalledForTheNextGradesWhileOursAreStoredAndClosingWaitsForThese() throws Exception {
    CountDownLatch called = new CountDownLatch(5);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger stored = new AtomicInteger();
    Lanes lanes =
        lanes(
            new Sending(
                grade -> {
                  called.countDown();
                  return () -> {
                    stored.addAndGet(await(go) ? 1 : 0);
                    return false;
                  };
                }));
    lanes.offer(grades(5));

    assertTrue(called.await(20, TimeUnit.SECONDS));
    var closing = CompletableFuture.runAsync(lanes::close);
    go.countDown();
    closing.get(20, TimeUnit.SECONDS);

    assertEquals(5, stored.get());
  }

  @Test
  @Requirement("BO-16")
  void anLmsIsCalledAsOftenAtOnceAsItsAdministratorAllowsNow() throws Exception {
    AtomicInteger allowed = new AtomicInteger(4);
    AtomicInteger now = new AtomicInteger();
    Semaphore answers = new Semaphore(0);
    Lanes lanes =
        lanes(
            new Sending(
                allowed,
                grade -> {
                  now.incrementAndGet();
                  answers.acquireUninterruptibly();
                  now.decrementAndGet();
                  return () -> false;
                }));

    lanes.offer(grades(10));
    Awaitility.await().until(() -> now.get() == 4);
    allowed.set(1);
    lanes.offer(List.of(new DueGrade(10, 7)));
    answers.release(4);
    Awaitility.await().until(() -> now.get() == 1 && answers.availablePermits() == 0);
    Awaitility.await().during(Duration.ofMillis(300)).until(() -> now.get() == 1);
    answers.release(10);
  }

  private Lanes lanes(Sending sending) {
    Lanes lanes = new Lanes(queue, sending, new Lanes.Limits(8, Duration.ofSeconds(8)));
    opened.add(lanes);
    return lanes;
  }

  private static List<DueGrade> grades(int count) {
    return LongStream.range(0, count).mapToObj(id -> new DueGrade(id, 7)).toList();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
