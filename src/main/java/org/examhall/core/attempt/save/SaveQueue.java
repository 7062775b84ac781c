package org.examhall.core.attempt.save;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.examhall.core.scoring.Bell;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers batches of all attempts and stores them in groups: whatever queued while the last commit
 * ran goes into the next.
 *
 * <p>Bounded in batches and in characters; what does not fit is answered {@link SaveReply.Busy} at
 * once. A reply comes after the commit. When a group fails its halves are tried, down to the bad
 * batch, which hurts only itself: of that one only the elements that the database objects to are
 * refused, and they are looked for apart, where nobody waits for it. When the database is out of
 * reach all are told to try again. Threads: {@link #offer} any; replies come on a writer's thread
 * and must not block it.
 */
public final class SaveQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SaveQueue.class);

  private static final int MAX_GROUP = 200;
  private static final long MAX_GROUP_CHARS = 16L << 20;
  private static final int BUSY_MILLIS = 500;
  private static final int DISK_FULL_MILLIS = 2_000;
  private static final int FAILED_MILLIS = 5_000;
  private static final long STOP_MILLIS = 15_000;
  private static final int MAX_APART = 8;

  /**
   * How much may wait and who works.
   *
   * @param batches waiting at most
   * @param chars waiting at most, in UTF-16 code units
   * @param writers threads, each with one connection: one is enough where commits are fast
   */
  public record Size(int batches, long chars, int writers) {
    /** For a server of ordinary size. */
    public static final Size USUAL = new Size(4_000, 64L << 20, 1);
  }

  private record Waiting(
      Batch batch, int chars, long sinceNanos, CompletableFuture<SaveReply> reply) {}

  private final Db db;
  private final SaveBatches save;
  private final Culprits culprits;
  private final Bell bell;
  private final Size size;
  private final SaveMeters meters;
  private final BlockingQueue<Waiting> queue;
  private final AtomicLong waitingChars = new AtomicLong();
  private final List<Thread> writers = new ArrayList<>();

  /** For bad batches. */
  private final ThreadPoolExecutor apart =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(MAX_APART),
          work -> daemon(work, "saves-apart"));

  private volatile boolean open = true;

  /** A queue whose writers run until {@link #close}; {@code meters} hears of each batch. */
  public SaveQueue(Db db, SaveBatches save, Bell bell, Size size, MeterRegistry meters) {
    this.db = db;
    this.save = save;
    this.culprits = new Culprits(db, save);
    this.bell = bell;
    this.size = size;
    this.queue = new ArrayBlockingQueue<>(size.batches());
    this.meters = new SaveMeters(meters, queue);
    for (int i = 1; i <= size.writers(); i++) {
      Thread writer = daemon(this::write, "saves-" + i);
      writer.start();
      writers.add(writer);
    }
  }

  /** Queues the batch; the reply never fails, and is busy at once when there is no room. */
  public CompletableFuture<SaveReply> offer(Batch batch) {
    Waiting waiting =
        new Waiting(batch, batch.chars(), System.nanoTime(), new CompletableFuture<>());
    long chars = waitingChars.addAndGet(waiting.chars());
    if (!open || chars > size.chars() || !queue.offer(waiting)) {
      waitingChars.addAndGet(-waiting.chars());
      waiting.reply().complete(busy(batch, BUSY_MILLIS));
      meters.turnedAway(1);
    }
    return waiting.reply();
  }

  /** Batches that wait now. */
  public int waiting() {
    return queue.size();
  }

  /** Takes nothing more, stores what waits, and returns when that is done. */
  @Override
  public void close() {
    open = false;
    try {
      for (Thread writer : writers) {
        writer.join(STOP_MILLIS);
      }
      apart.shutdown();
      apart.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
      left.reply().complete(busy(left.batch(), BUSY_MILLIS));
    }
  }

  private void write() {
    List<Waiting> group = new ArrayList<>(MAX_GROUP);
    while (gather(group)) {
      try {
        store(group);
      } catch (Error e) {
        LOG.error("a writer goes on after", e); // without it no answer could be stored any more
        group.forEach(SaveQueue::failed);
      }
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for a batch and takes what else has queued; false when there will be no more. */
  private boolean gather(List<Waiting> group) {
    group.clear();
    try {
      Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
      long chars = 0;
      for (Waiting next = first; next != null; next = fits(group, chars) ? queue.poll() : null) {
        group.add(next);
        chars += next.chars();
        waitingChars.addAndGet(-next.chars());
      }
    } catch (InterruptedException e) {
      return false; // nobody interrupts a writer but a container that gives up on us
    }
    return open || !group.isEmpty();
  }

  private static boolean fits(List<Waiting> group, long chars) {
    return group.size() < MAX_GROUP && chars < MAX_GROUP_CHARS;
  }

  private void store(List<Waiting> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      commit(group, group.stream().map(Waiting::batch).toList());
    } catch (SqlFailure e) {
      if (outOfReach(e)) {
        LOG.warn("{} batches wait: the database is out of reach ({})", group.size(), e.state());
        int millis = e.isDiskFull() ? DISK_FULL_MILLIS : BUSY_MILLIS; // failing takes room, too
        group.forEach(waiting -> waiting.reply().complete(busy(waiting.batch(), millis)));
        meters.turnedAway(group.size());
      } else {
        storeInHalves(group, e);
      }
    } catch (RuntimeException e) {
      storeInHalves(group, e);
    }
  }

  /** The database is away or full; trying fewer batches would only take longer. */
  private static boolean outOfReach(SqlFailure failure) {
    return failure.isPassing() && !failure.state().matches("(40|55).*");
  }

  private void storeInHalves(List<Waiting> group, RuntimeException failure) {
    if (group.size() > 1) {
      LOG.warn("a group of {} batches failed, its halves are tried", group.size());
      int middle = group.size() / 2;
      store(group.subList(0, middle));
      store(group.subList(middle, group.size()));
      return;
    }
    Waiting waiting = group.get(0);
    boolean aboutData = failure instanceof SqlFailure sql && sql.isAboutData();
    LOG.error(
        "batch {}/{} of attempt {} can't be stored as it is",
        waiting.batch().epoch(),
        waiting.batch().seq(),
        waiting.batch().attemptId(),
        aboutData ? null : failure); // PostgreSQL's words would repeat the value
    if (aboutData) {
      setApart(waiting);
    } else {
      failed(waiting); // the player keeps it
    }
  }

  private void setApart(Waiting waiting) {
    try {
      apart.execute(() -> storeTheRest(waiting));
    } catch (RejectedExecutionException full) {
      failed(waiting);
    }
  }

  private void storeTheRest(Waiting waiting) {
    try {
      commit(List.of(waiting), List.of(culprits.refuseIn(waiting.batch())));
    } finally {
      failed(waiting); // unless it has its reply
    }
  }

  private static void failed(Waiting waiting) {
    waiting.reply().complete(busy(waiting.batch(), FAILED_MILLIS));
  }

  private void commit(List<Waiting> group, List<Batch> batches) {
    SaveBatches.Saved saved = db.tx(tx -> save.run(tx, batches));
    save.committed(saved);
    for (int i = 0; i < group.size(); i++) {
      group.get(i).reply().complete(saved.replies().get(i));
      meters.stored(group.get(i).sinceNanos());
    }
    bell.ring(saved.dueGrades());
  }

  private static SaveReply busy(Batch batch, int retryMillis) {
    return new SaveReply.Busy(batch.epoch(), batch.seq(), retryMillis);
  }
}
