package org.examhall.player;

import java.util.concurrent.TimeUnit;

/**
 * How fast one window may talk: so many messages at once, and so many a second on the whole. One
 * thread.
 */
final class Pace {
  private final double burst;
  private final double perSecond;
  private double left;
  private long lastNanos = System.nanoTime();

  Pace(int burst, int perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.left = burst;
  }

  /** Counts a message; false when it is one too many. */
  boolean allows() {
    long now = System.nanoTime();
    double seconds = (double) (now - lastNanos) / TimeUnit.SECONDS.toNanos(1);
    lastNanos = now;
    left = Math.min(burst, left + seconds * perSecond) - 1;
    return left >= 0;
  }
}
