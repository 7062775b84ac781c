package org.examhall.core.scoring;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time, between a shortest and a longest
 * wait, and up to a quarter longer at random, so that grades which failed together do not come back
 * together.
 */
public final class Backoff {
  private static final double JITTER = 0.25;
  private static final int MAX_DOUBLINGS = 30;

  private final Duration shortest;
  private final Duration longest;
  private final RandomGenerator random;

  /** Waits between these two. */
  public Backoff(Duration shortest, Duration longest, RandomGenerator random) {
    this.shortest = shortest;
    this.longest = longest;
    this.random = random;
  }

  /** One minute to a day. */
  public static Backoff usual(RandomGenerator random) {
    return new Backoff(Duration.ofMinutes(1), Duration.ofDays(1), random);
  }

  /**
   * The wait after so many failures in a row.
   *
   * @param asked how long the other side wants to be left alone; zero if it did not say
   */
  public Duration after(int failures, Duration asked) {
    int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1));
    double wanted =
        Math.max(asked.toMillis(), (double) shortest.toMillis() * (1L << doublings))
            * (1 + JITTER * random.nextDouble());
    return Duration.ofMillis(Math.min(longest.toMillis(), (long) wanted));
  }
}
