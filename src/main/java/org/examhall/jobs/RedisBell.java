package org.examhall.jobs;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.examhall.core.scoring.Bell;
import org.examhall.core.scoring.DueGrade;

/**
 * Rings through Redis, on a thread of its own so that a slow Redis slows nobody. When too much
 * waits to be rung for, the newest is left to the sweep.
 */
public final class RedisBell implements Bell, AutoCloseable {
  private static final int MOST_WAITING = 1_000;
  private static final long STOP_MILLIS = 1_000;

  private final GradeQueue queue;
  private final ThreadPoolExecutor ringer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          RedisBell::daemon,
          new ThreadPoolExecutor.DiscardPolicy());

  /** Rings into this queue. */
  public RedisBell(GradeQueue queue) {
    this.queue = queue;
  }

  @Override
  public void ring(List<DueGrade> grades) {
    if (!grades.isEmpty()) {
      ringer.execute(() -> queue.add(grades));
    }
  }

  /** Rings for what waits, for a second at most. */
  @Override
  public void close() {
    ringer.shutdown();
    try {
      if (!ringer.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        ringer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "bell");
    thread.setDaemon(true);
    return thread;
  }
}
