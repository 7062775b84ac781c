package org.examhall.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that the database's clock was set, by a clock of this process that nobody can set.
 *
 * <p>The two drift apart a little; over long times that much more is allowed. Threads: any.
 */
public final class ClockWatch {
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** Clocks that are being adjusted run up to 0.05 percent too fast or slow. */
  private static final int DRIFT_PARTS = 1_000;

  private record Sighting(Instant now, long nanos) {}

  private final LongSupplier nanos;
  private Optional<Sighting> trusted = Optional.empty();

  /**
   * A watch.
   *
   * @param nanos a clock that only goes on, such as {@link System#nanoTime}
   */
  public ClockWatch(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * By how much the clock is off the time that it was last trusted with, forward or back; empty
   * when it is not, or was never looked at before: then it is trusted from now on.
   */
  public synchronized Optional<Duration> step(Instant now) {
    Sighting seen = new Sighting(now, nanos.getAsLong());
    Optional<Duration> step = trusted.flatMap(before -> between(before, seen));
    if (step.isEmpty()) {
      trusted = Optional.of(seen);
    }
    return step;
  }

  /** It is right, whatever it was before. */
  public synchronized void trust(Instant now) {
    trusted = Optional.of(new Sighting(now, nanos.getAsLong()));
  }

  private static Optional<Duration> between(Sighting before, Sighting seen) {
    Duration passed = Duration.ofNanos(seen.nanos() - before.nanos());
    Duration step = Duration.between(before.now(), seen.now()).minus(passed);
    Duration allowed = TOLERANCE.plus(passed.abs().dividedBy(DRIFT_PARTS));
    return Optional.of(step).filter(s -> s.abs().compareTo(allowed) > 0);
  }
}
