package org.examhall.core.access;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an attempt may take from its start.
 *
 * @param limit extra time included; empty: as long as the exam is open
 * @param grace how much longer the server waits for what an exam says that ends itself
 * @param extension of the exam's own limit, for the exam to be told; empty when it has none
 * @param lifted whether the exam's own limit does not count
 */
public record WorkingTime(
    Optional<Duration> limit, Duration grace, Optional<ExtraTime> extension, boolean lifted) {
  /** As long as the exam is open. */
  public static final WorkingTime OPEN =
      new WorkingTime(Optional.empty(), Duration.ZERO, Optional.empty(), false);

  private static final Duration GRACE = Duration.ofSeconds(60);

  /**
   * What a student has.
   *
   * @param set by the instructor, in minutes; empty leaves it to the exam
   */
  static WorkingTime of(Optional<Integer> set, OwnLimit own, Optional<ExtraTime> extra) {
    if (extra.filter(ExtraTime::isUnlimited).isPresent()) {
      return new WorkingTime(Optional.empty(), Duration.ZERO, Optional.empty(), true);
    }
    Optional<Duration> byExam = own.duration().filter(limit -> own.runsOn());
    return new WorkingTime(
        set.map(Duration::ofMinutes).or(() -> byExam).map(l -> l.plus(added(l, extra))),
        set.isPresent() ? Duration.ZERO : GRACE,
        extra.filter(e -> own.duration().isPresent()),
        false);
  }

  /**
   * The time limit that a student has to know of: the server's, else the exam's own with what is
   * added to it; empty when there is none.
   *
   * @param own the exam's
   */
  public Optional<Duration> shown(Optional<Duration> own) {
    Optional<Duration> byExam = own.filter(limit -> !lifted).map(l -> l.plus(added(l, extension)));
    return limit.or(() -> byExam);
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
