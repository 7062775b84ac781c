package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.access.ExtraTime;

/**
 * When a student may work, as the player is told it.
 *
 * @param due only if it binds this attempt
 * @param limit when the attempt's time is up; empty when it has no limit or has not begun
 * @param extension of the exam's own time limit
 * @param lifted whether the exam's own time limit does not count
 */
public record Times(
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Instant> due,
    Optional<Instant> limit,
    Optional<ExtraTime> extension,
    boolean lifted) {
  /** The times of an attempt at {@code now}. */
  public static Times of(EffectiveTimes times, AttemptTimes attempt, Instant now) {
    return new Times(
        times.from(),
        times.until(),
        times.dueFor(attempt, now),
        times.limitOf(attempt),
        times.working().extension(),
        times.working().lifted());
  }
}
