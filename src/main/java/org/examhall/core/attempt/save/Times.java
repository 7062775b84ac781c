package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.access.EffectiveTimes;

/**
 * When a student may work, as the player is told it.
 *
 * @param due only if it binds this attempt
 */
public record Times(Optional<Instant> from, Optional<Instant> until, Optional<Instant> due) {
  /** The times of an attempt at {@code now}. */
  public static Times of(EffectiveTimes times, AttemptTimes attempt, Instant now) {
    return new Times(times.from(), times.until(), times.dueFor(attempt, now));
  }
}
