package org.examhall.core.access;

import java.time.Duration;

/**
 * More time than others have.
 *
 * @param amount of the unit; 0 where the unit says all
 */
public record ExtraTime(Unit unit, int amount) {
  private static final int WHOLE = 100;

  /** What the amount counts. */
  public enum Unit {
    /** Minutes. */
    MINUTES,
    /** Percent of the time limit. */
    PERCENT,
    /** There is no time limit. */
    UNLIMITED
  }

  /** How much is added to a limit; nothing where the limit is lifted. */
  public Duration on(Duration limit) {
    return switch (unit) {
      case MINUTES -> Duration.ofMinutes(amount);
      case PERCENT -> limit.multipliedBy(amount).dividedBy(WHOLE);
      case UNLIMITED -> Duration.ZERO;
    };
  }

  /** Whether there is no time limit. */
  public boolean isUnlimited() {
    return unit == Unit.UNLIMITED;
  }
}
