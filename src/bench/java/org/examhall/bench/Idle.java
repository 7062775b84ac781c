package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Says when the machine has other work: figures of a busy box are worth less. */
final class Idle {
  private static final double ENOUGH = 0.7;

  private Idle() {}

  /** Looks for a second; says so when there is other work. */
  static boolean isBusy() {
    long[] before = ticks();
    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
    long[] after = ticks();
    double all = LongStream.range(0, after.length).map(i -> after[(int) i] - before[(int) i]).sum();
    double idle = (after[3] + after[4] - before[3] - before[4]) / all;
    if (idle < ENOUGH) {
      System.err.printf("warning: the machine is only %.0f %% idle before the run%n", idle * 100);
    }
    return idle < ENOUGH;
  }

  /** user nice system idle iowait irq softirq steal, since the machine started. */
  private static long[] ticks() {
    try {
      String line = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
      return Stream.of(line.split(" +")).skip(1).limit(8).mapToLong(Long::parseLong).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
