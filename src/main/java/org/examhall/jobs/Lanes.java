package org.examhall.jobs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.examhall.core.scoring.DueGrade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was rung for, a lane for each consumer.
 *
 * <p>A lane has a few turns at a time, as many as its LMS is to be called at once; a turn sends one
 * grade and then goes to the end of the line of all lanes, before what the LMS said is stored. So a
 * slow LMS holds up its own lane, a long lane only takes its turns, and our database takes no time
 * of the LMS's. Times: closing waits for what is being sent or stored, as long as the limits say;
 * the rest stays in the outbox. Errors: what a send throws is logged, and the sweep comes back to
 * that grade. Threads: any.
 */
public final class Lanes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final Duration LISTEN = Duration.ofSeconds(1);
  private static final long IDLE_THREAD_SECONDS = 30;

  /** How the lanes send. */
  public interface Sender {
    /** How many turns the lane of this consumer has at a time, from now on; at least 1. */
    int turns(long consumerId);

    /**
     * Calls the LMS. What is returned is then asked once, without holding up the lane: it stores
     * the answer, and says whether the same grade is to be sent once more, at once.
     */
    BooleanSupplier send(DueGrade grade);
  }

  /**
   * How much at once.
   *
   * @param threads that send, all lanes together
   * @param stop how long closing waits
   */
  public record Limits(int threads, Duration stop) {
    /** For a worker of ordinary size. */
    public static final Limits USUAL = new Limits(32, Duration.ofSeconds(8));
  }

  /** What one consumer waits for; guarded by the lanes. */
  private static final class Lane {
    final long consumerId;

    /** Grades that did not come through Redis. */
    final Set<DueGrade> own = new LinkedHashSet<>();

    int turns;
    int mostTurns;

    /** Whether something may have come since a turn last looked. */
    boolean rung;

    Lane(long consumerId) {
      this.consumerId = consumerId;
    }
  }

  private final GradeQueue queue;
  private final Sender sender;
  private final Limits limits;
  private final Map<Long, Lane> lanes = new HashMap<>();
  private final ThreadPoolExecutor senders;
  private final Thread listener = daemon(this::listen, "lanes");
  private int storing;
  private volatile boolean open = true;

  /** Lanes that send with {@code sender}. */
  public Lanes(GradeQueue queue, Sender sender, Limits limits) {
    this.queue = queue;
    this.sender = sender;
    this.limits = limits;
    this.senders =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // holds at most the turns of all lanes
            work -> daemon(work, "sender"));
    senders.allowCoreThreadTimeOut(true);
  }

  /** Starts to listen. */
  public void start() {
    listener.start();
  }

  /** Takes in grades that can't go through Redis. */
  public void offer(List<DueGrade> grades) {
    grades.forEach(this::keep);
    grades.stream().map(DueGrade::consumerId).distinct().forEach(this::rung);
  }

  @Override
  public void close() {
    open = false;
    try {
      awaitTurns();
      listener.join(LISTEN.toMillis() * 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    senders.shutdown();
  }

  private void listen() {
    while (open) {
      queue.awaitConsumer(LISTEN).ifPresent(this::rung);
    }
  }

  private synchronized void keep(DueGrade grade) {
    lane(grade.consumerId()).own.add(grade);
  }

  private void rung(long consumerId) {
    begin(consumerId, sender.turns(consumerId));
  }

  private synchronized void begin(long consumerId, int mostTurns) {
    Lane lane = lane(consumerId);
    lane.rung = true;
    lane.mostTurns = mostTurns;
    while (open && lane.turns < mostTurns) {
      lane.turns++;
      senders.execute(() -> turn(lane));
    }
  }

  private void turn(Lane lane) {
    Optional<DueGrade> grade = open ? next(lane) : Optional.empty();
    Optional<BooleanSupplier> answered = grade.flatMap(this::send);
    answered.ifPresent(a -> begins());
    if (!leaves(lane, grade.isPresent())) {
      senders.execute(() -> turn(lane));
    }
    answered.ifPresent(store -> store(grade.get(), store));
  }

  private Optional<DueGrade> next(Lane lane) {
    return takeOwn(lane).or(() -> queue.take(lane.consumerId));
  }

  private synchronized Optional<DueGrade> takeOwn(Lane lane) {
    Iterator<DueGrade> waiting = lane.own.iterator();
    if (!waiting.hasNext()) {
      return Optional.empty();
    }
    DueGrade grade = waiting.next();
    waiting.remove();
    return Optional.of(grade);
  }

  private Optional<BooleanSupplier> send(DueGrade grade) {
    try {
      return Optional.of(sender.send(grade));
    } catch (RuntimeException e) {
      // One grade must not end a lane; its row says when it is due again.
      LOG.error("sending grade {} failed", grade.outboxId(), e);
      return Optional.empty();
    }
  }

  private void store(DueGrade grade, BooleanSupplier answer) {
    try {
      if (answer.getAsBoolean()) {
        offer(List.of(grade));
      }
    } catch (RuntimeException e) {
      LOG.error("what became of grade {} is not stored", grade.outboxId(), e);
    } finally {
      stored();
    }
  }

  private synchronized void begins() {
    storing++;
  }

  private synchronized void stored() {
    storing--;
    notifyAll();
  }

  /** Ends a turn that is one too many, or found nothing, unless something came meanwhile. */
  private synchronized boolean leaves(Lane lane, boolean found) {
    boolean more = found || lane.rung || !lane.own.isEmpty();
    if (open && more && lane.turns <= lane.mostTurns) {
      lane.rung = lane.rung && found;
      return false;
    }
    lane.turns--;
    if (lane.turns == 0) {
      lanes.remove(lane.consumerId);
      notifyAll();
    }
    return true;
  }

  private synchronized void awaitTurns() throws InterruptedException {
    long endNanos = System.nanoTime() + limits.stop().toNanos();
    long leftMillis = limits.stop().toMillis();
    while (isBusy() && leftMillis > 0) {
      wait(leftMillis);
      leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
    }
  }

  private boolean isBusy() {
    return storing > 0 || lanes.values().stream().anyMatch(lane -> lane.turns > 0);
  }

  private Lane lane(long consumerId) {
    return lanes.computeIfAbsent(consumerId, Lane::new);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
