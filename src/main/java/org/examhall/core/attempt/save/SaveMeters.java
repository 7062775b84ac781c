package org.examhall.core.attempt.save;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** What is counted of saves: the time from a batch's arrival to its answer above all. */
final class SaveMeters {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final Timer acks;
  private final Counter busy;

  SaveMeters(MeterRegistry registry, Collection<?> queue) {
    this.acks =
        Timer.builder("examhall.save.ack")
            .description("From a batch's arrival to its answer after the commit")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    this.busy =
        Counter.builder("examhall.save.busy")
            .description("Batches that players have to send again")
            .register(registry);
    Gauge.builder("examhall.save.waiting", queue, Collection::size)
        .description("Batches that wait for a commit")
        .register(registry);
  }

  void stored(long sinceNanos) {
    acks.record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
  }

  void turnedAway(int batches) {
    busy.increment(batches);
  }
}
