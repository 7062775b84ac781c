package org.examhall.core.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.AttemptState;
import org.examhall.kernel.sql.Row;

/**
 * An attempt as lists show it.
 *
 * @param personName as the LMS gave it; may be empty
 * @param number first try of the person at the resource is 1
 * @param lateAnswers how many arrived after its end; they do not count
 * @param open when it may be worked on
 * @param scaledScore 0..1, below 0 with negative marking; empty until the exam reported one
 */
public record AttemptLine(
    long id,
    long personId,
    String personName,
    int number,
    AttemptState state,
    Optional<Instant> startedAt,
    Optional<Instant> lastSavedAt,
    Optional<Instant> endedAt,
    Optional<BigDecimal> rawScore,
    Optional<BigDecimal> maxScore,
    Optional<BigDecimal> scaledScore,
    int lateAnswers,
    EffectiveTimes open) {
  /** What the access rules need to know of it. */
  public AttemptTimes times() {
    return new AttemptTimes(startedAt, endedAt);
  }

  static AttemptLine read(Row row) {
    return new AttemptLine(
        row.longAt("id"),
        row.longAt("person_id"),
        row.text("display_name"),
        row.intAt("number"),
        row.constant("state", AttemptState.class),
        row.findInstant("started_at"),
        row.findInstant("last_saved_at"),
        row.findInstant("ended_at"),
        row.findDecimal("raw_score"),
        row.findDecimal("max_score"),
        row.findDecimal("scaled_score"),
        row.intAt("late_answers"),
        EffectiveTimes.read(row));
  }
}
