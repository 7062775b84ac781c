package org.examhall.demo.lms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that can be told to be wrong. Threads: any. */
final class AdjustableClock extends Clock {
  private final Clock right;
  private volatile Duration difference = Duration.ZERO;

  AdjustableClock(Clock right) {
    this.right = right;
  }

  void skew(Duration ahead) {
    difference = ahead;
  }

  @Override
  public Instant instant() {
    return right.instant().plus(difference);
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    AdjustableClock other = new AdjustableClock(right.withZone(zone));
    other.skew(difference);
    return other;
  }
}
