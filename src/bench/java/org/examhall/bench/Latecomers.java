package org.examhall.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * New students who launch and start, one after another, whatever happens meanwhile; notes who does
 * not get in.
 */
final class Latecomers implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;

  private final Hall hall;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger seated = new AtomicInteger();
  private final Thread thread = new Thread(this::come, "latecomers");
  private volatile boolean enough;

  /** Begins at once. */
  Latecomers(Hall hall) {
    this.hall = hall;
    thread.start();
  }

  int seated() {
    return seated.get();
  }

  /** Why somebody did not get in, in order. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    enough = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void come() {
    for (int number = 1; !enough; number++) {
      try {
        hall.entry().start(hall.invite("late" + number));
        seated.incrementAndGet();
      } catch (RuntimeException e) {
        failures.add("a latecomer did not get in: " + e);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
