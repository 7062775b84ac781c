package org.examhall.player;

import java.time.Instant;

/**
 * The database's time between two answers of the database, so that all processes tell students the
 * same time whatever their own clocks say. Threads: any.
 */
final class SharedClock {
  private record Seen(Instant moment, long nanos) {}

  private volatile Seen seen = new Seen(Instant.now(), System.nanoTime());

  /** Takes note of the database's time. */
  void seen(Instant now) {
    seen = new Seen(now, System.nanoTime());
  }

  Instant now() {
    Seen last = seen;
    return last.moment().plusNanos(System.nanoTime() - last.nanos());
  }
}
