package org.examhall.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A share of a thread that others wait for: work in steps begins none after so long, and the next
 * run goes on with the rest.
 */
public final class Stint {
  private Stint() {}

  /** The same work, which is told to stop after this time, too. A step that runs is not ended. */
  public static Consumer<BooleanSupplier> of(Duration most, Consumer<BooleanSupplier> work) {
    return goOn -> {
      long startNanos = System.nanoTime();
      work.accept(() -> goOn.getAsBoolean() && System.nanoTime() - startNanos < most.toNanos());
    };
  }
}
