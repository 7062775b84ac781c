package org.examhall.kernel.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets work take so long and no longer, whatever it does.
 *
 * <p>It runs on a thread of its own, so that whoever waits for it goes on in time. Then it is
 * interrupted, and the log says where it was. A JVM can't kill a thread: one that hears no
 * interrupt keeps a core until the process ends, and nobody else waits for it. Threads: any; idle
 * ones end by themselves.
 */
public final class TimeLimit {
  private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);
  private static final int IDLE_SECONDS = 30;
  private static final int FRAMES = 12;

  private final Duration most;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          TimeLimit::daemon);

  /** For work of at most this length. */
  public TimeLimit(Duration most) {
    this.most = most;
  }

  /** Work that may fail in a way of its own. */
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /** The work took too long and was broken off. */
  public static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BrokenOff(String message) {
      super(message);
    }
  }

  /**
   * What the work returns or throws; {@link BrokenOff} when it takes too long, and an {@link
   * IllegalStateException} for an error of the JVM, such as an overflowing stack.
   */
  public <T, E extends Exception> T run(Work<T, E> work) throws E {
    Running<T, E> running = new Running<>(work);
    threads.execute(running.task);
    try {
      return running.task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new BrokenOff(running.breakOff(most));
    } catch (InterruptedException e) {
      running.task.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw Running.<E>failure(Objects.requireNonNull(e.getCause()));
    }
  }

  private static final class Running<T, E extends Exception> {
    final FutureTask<T> task;
    private volatile @Nullable Thread thread;

    Running(Work<T, E> work) {
      this.task =
          new FutureTask<>(
              () -> {
                thread = Thread.currentThread();
                return work.run();
              });
    }

    String breakOff(Duration most) {
      List<StackTraceElement> where =
          Stream.ofNullable(thread)
              .flatMap(at -> Arrays.stream(at.getStackTrace()))
              .limit(FRAMES)
              .toList();
      task.cancel(true);
      LOG.error("work was broken off after {} s at {}", most.toSeconds(), where);
      return "broken off after " + most.toSeconds() + " s";
    }

    @SuppressWarnings("unchecked") // the work can throw nothing else that is checked
    static <E extends Exception> E failure(Throwable cause) {
      if (cause instanceof RuntimeException) {
        throw (RuntimeException) cause;
      }
      if (cause instanceof Error) {
        throw new IllegalStateException(cause);
      }
      return (E) cause;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "limited");
    thread.setDaemon(true);
    return thread;
  }
}
