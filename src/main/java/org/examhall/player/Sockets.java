package org.examhall.player;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.websocket.CloseReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The open sockets of this process: kept alive, and closed when it stops. Threads: any. */
public final class Sockets implements AutoCloseable {
  /** Below the 60 s after which common proxies close a silent connection. */
  private static final int PING_SECONDS = 25;

  private static final int CLOSE_SECONDS = 3;
  private static final int CLOSERS = 8;

  /** Windows on other devices, and dead sockets that nobody has noticed yet. */
  private static final int MAX_PER_ATTEMPT = 16;

  private final Crowd perAttempt = new Crowd(MAX_PER_ATTEMPT);
  private final Set<Outgoing> open = ConcurrentHashMap.newKeySet();
  private final Counter broken;
  private volatile boolean stops;
  private final ScheduledExecutorService pings;
  private final ThreadPoolExecutor closing =
      new ThreadPoolExecutor(
          CLOSERS,
          CLOSERS,
          CLOSE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> daemon(work, "socket-closes"));

  /** Starts to ping; {@code meters} hears of those that are open, and of those that broke. */
  public Sockets(MeterRegistry meters) {
    this.broken = meters.counter("examhall.sockets.broken");
    Gauge.builder("examhall.sockets", open, Set::size).register(meters);
    pings = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "socket-pings"));
    closing.allowCoreThreadTimeOut(true); // so it need not be shut down while sockets still close
    pings.scheduleWithFixedDelay(
        () -> open.forEach(Outgoing::ping), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Where a close frame may wait for a slow reader without holding up anybody else's answers. */
  Executor closing() {
    return closing;
  }

  /** Takes a socket in; false when the attempt has enough of them. */
  boolean add(long attemptId, Outgoing line) {
    boolean isIn = perAttempt.enter(attemptId) && open.add(line);
    if (isIn && stops) {
      sendAway(line); // came over a connection that was open already
    }
    return isIn;
  }

  /** One that ended without a goodbye. */
  void countBroken() {
    broken.increment();
  }

  void remove(long attemptId, Outgoing line) {
    if (open.remove(line)) {
      perAttempt.leave(attemptId);
    }
  }

  /**
   * Tells all clients to connect again, which they do at once, to wherever the site is then;
   * returns when they were told.
   */
  @Override
  public void close() {
    stops = true;
    pings.shutdownNow();
    open.forEach(Sockets::sendAway);
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    while (!open.isEmpty() && System.nanoTime() < patience) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static void sendAway(Outgoing line) {
    line.close(CloseReason.CloseCodes.SERVICE_RESTART.getCode(), "restarting");
  }
}
