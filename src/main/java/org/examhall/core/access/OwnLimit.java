package org.examhall.core.access;

import java.time.Duration;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * The time limit that a Numbas exam has in itself.
 *
 * @param duration empty: it has none
 * @param runsOn whether its time goes on while it is closed, so that the server can hold it to it
 */
public record OwnLimit(Optional<Duration> duration, boolean runsOn) {
  /** Of an exam without one, or where it does not matter. */
  public static final OwnLimit NONE = new OwnLimit(Optional.empty(), false);

  /** From the columns {@code own_seconds} and {@code own_runs_on}. */
  public static OwnLimit read(Row row) {
    return new OwnLimit(
        row.findInt("own_seconds").filter(seconds -> seconds > 0).map(Duration::ofSeconds),
        row.flag("own_runs_on"));
  }
}
