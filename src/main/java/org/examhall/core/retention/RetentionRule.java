package org.examhall.core.retention;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * A rule as it is set.
 *
 * @param months for how long nobody has used the course, or seen the person
 * @param beginsAt before then nothing goes by it; empty: it is off
 */
public record RetentionRule(RetentionKind kind, int months, Optional<Instant> beginsAt) {
  /** Fewer would take what a term still needs. */
  public static final int FEWEST_MONTHS = 3;

  /** As many as make sense to anybody. */
  public static final int MOST_MONTHS = 240;

  /** Whether a rule may have so many. */
  public static boolean allows(int months) {
    return months >= FEWEST_MONTHS && months <= MOST_MONTHS;
  }

  /** Whether it is on, begun or not. */
  public boolean isOn() {
    return beginsAt.isPresent();
  }

  static RetentionRule read(Row row) {
    return new RetentionRule(
        row.constant("kind", RetentionKind.class),
        row.intAt("months"),
        row.findInstant("begins_at"));
  }
}
