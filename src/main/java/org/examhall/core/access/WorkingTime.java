package org.examhall.core.access;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an attempt may take from its start.
 *
 * @param limit by the server's clock, extra time included; empty: as long as the exam is open
 * @param extension of the exam's own limit, for the exam to be told; empty when it has none
 * @param lifted whether the exam's own limit does not count
 */
public record WorkingTime(Optional<Duration> limit, Optional<ExtraTime> extension, boolean lifted) {
  /** As long as the exam is open. */
  public static final WorkingTime OPEN = new WorkingTime(Optional.empty(), Optional.empty(), false);

  /** An exam that ends itself at its own limit must be able to say so first. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  /**
   * What a student has.
   *
   * @param set by the instructor, in minutes; empty leaves it to the exam
   */
  static WorkingTime of(Optional<Integer> set, OwnLimit own, Optional<ExtraTime> extra) {
    if (extra.filter(ExtraTime::isUnlimited).isPresent()) {
      return new WorkingTime(Optional.empty(), Optional.empty(), true);
    }
    Optional<Duration> byServer =
        set.map(Duration::ofMinutes)
            .map(limit -> limit.plus(added(limit, extra)))
            .or(
                () ->
                    own.duration()
                        .filter(limit -> own.runsOn())
                        .map(limit -> limit.plus(added(limit, extra)).plus(GRACE)));
    return new WorkingTime(byServer, extra.filter(e -> own.duration().isPresent()), false);
  }

  /** By how much due date and closing move with the extra time. */
  static Duration moved(Optional<Integer> set, OwnLimit own, Optional<ExtraTime> extra) {
    Optional<Duration> limit = set.map(Duration::ofMinutes).or(own::duration);
    return added(limit.orElse(Duration.ZERO), extra);
  }

  private static Duration added(Duration limit, Optional<ExtraTime> extra) {
    return extra.map(e -> e.on(limit)).orElse(Duration.ZERO);
  }
}
