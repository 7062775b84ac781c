package org.examhall.core.attempt;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.AttemptTimes;
import org.examhall.kernel.sql.Row;

/**
 * One person's try at a resource.
 *
 * @param examVersionId the version it began with and keeps
 * @param number the person's first of its kind at the resource is 1
 * @param completionStatus as the exam reported it, in SCORM 2004's words; empty: nothing reported
 * @param successStatus likewise
 * @param scaledScore 0..1, down to -1 with negative marking; empty until the exam reported one
 * @param startedAt when the first element was stored; empty: opened but never begun
 * @param lastSavedAt when the latest element was stored
 * @param endReason present with {@code endedAt}
 */
public record Attempt(
    long id,
    long resourceId,
    long personId,
    long examVersionId,
    int number,
    AttemptKind kind,
    AttemptState state,
    String completionStatus,
    String successStatus,
    Optional<BigDecimal> rawScore,
    Optional<BigDecimal> maxScore,
    Optional<BigDecimal> scaledScore,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> lastSavedAt,
    Optional<Instant> endedAt,
    Optional<EndReason> endReason) {
  /** What the access rules ask. */
  public AttemptTimes times() {
    return new AttemptTimes(startedAt, endedAt);
  }

  static Attempt read(Row row) {
    return new Attempt(
        row.longAt("id"),
        row.longAt("resource_id"),
        row.longAt("person_id"),
        row.longAt("exam_version_id"),
        row.intAt("number"),
        row.constant("kind", AttemptKind.class),
        row.constant("state", AttemptState.class),
        row.text("completion_status"),
        row.text("success_status"),
        row.findDecimal("raw_score"),
        row.findDecimal("max_score"),
        row.findDecimal("scaled_score"),
        row.instant("created_at"),
        row.findInstant("started_at"),
        row.findInstant("last_saved_at"),
        row.findInstant("ended_at"),
        row.findConstant("end_reason", EndReason.class));
  }
}
