package org.examhall.kernel.redis;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers that Redis failed a moment ago, and keeps the log quiet about it. */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private boolean away;
  private boolean logged;
  private long failedAtNanos;
  private long loggedAtNanos;

  /** Whether a call failed less than a second ago, so that the next would only lose time. */
  synchronized boolean isFresh() {
    return away && System.nanoTime() - failedAtNanos < FRESH_NANOS;
  }

  synchronized void note(Exception failure) {
    away = true;
    failedAtNanos = System.nanoTime();
    if (!logged || failedAtNanos - loggedAtNanos > LOG_EVERY_NANOS) {
      logged = true;
      loggedAtNanos = failedAtNanos;
      LOG.warn(
          "Redis is away; what depends on it waits or pauses, nothing is lost ({})",
          words(failure));
    }
  }

  synchronized void over() {
    if (away) {
      away = false;
      LOG.info("Redis is back");
    }
  }

  private static String words(Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
