package org.examhall.bridge.service;

import java.time.Duration;
import org.examhall.core.scoring.Undelivered;

/** How long calls that belong together may go on: no further one is begun later. */
final class Patience {
  private final long endNanos;

  private Patience(long endNanos) {
    this.endNanos = endNanos;
  }

  /** So long from now. */
  static Patience of(Duration length) {
    return new Patience(System.nanoTime() + length.toNanos());
  }

  /** Refuses to go on when too much time went by. */
  void requireTime() throws ServiceFailed {
    if (System.nanoTime() - endNanos > 0) {
      throw ServiceFailed.unanswered(Undelivered.TIMEOUT, "");
    }
  }
}
