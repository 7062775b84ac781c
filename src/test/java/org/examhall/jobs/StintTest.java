package org.examhall.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Work that leaves its thread to others after a while. */
class StintTest {
  private final AtomicInteger steps = new AtomicInteger();

  @Test
  @Requirement("F08")
  void workIsToldToStopWhenItsTimeIsOver() {
    Stint.of(Duration.ZERO, this::work).accept(() -> true);

    assertEquals(0, steps.get());
  }

  @Test
  void workIsToldToStopWhenTheWorkerEnds() {
    Stint.of(Duration.ofDays(1), this::work).accept(() -> steps.get() < 3);

    assertEquals(3, steps.get());
  }

  private void work(BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      steps.incrementAndGet();
    }
  }
}
