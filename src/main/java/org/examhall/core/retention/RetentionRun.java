package org.examhall.core.retention;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * One time that the rules were applied, and what went.
 *
 * @param endedAt empty while it goes on, or when it was broken off
 * @param active whether somebody is at it
 * @param courses of which nothing is left but exams and settings
 * @param failures what could not be dealt with
 */
public record RetentionRun(
    long id,
    Instant beganAt,
    Optional<Instant> endedAt,
    boolean active,
    int courses,
    int attempts,
    int grades,
    int people,
    int failures) {
  static RetentionRun read(Row row) {
    return new RetentionRun(
        row.longAt("id"),
        row.instant("began_at"),
        row.findInstant("ended_at"),
        row.flag("active"),
        row.intAt("courses"),
        row.intAt("attempts"),
        row.intAt("grades"),
        row.intAt("people"),
        row.intAt("failures"));
  }
}
