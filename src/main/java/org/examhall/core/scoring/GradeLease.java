package org.examhall.core.scoring;

import java.math.BigDecimal;
import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * The right to send one grade, until a moment after which another worker may have it.
 *
 * @param scaledScore 0..1, as it stood when the lease was taken
 * @param finished whether the person had handed in all attempts then
 * @param version of that score
 * @param tries in a row without success, this one included
 * @param sentBefore whether the LMS has taken a score of this grade already
 * @param until also tells this lease from any other of the same grade
 */
public record GradeLease(
    DueGrade grade,
    long resourceId,
    long personId,
    BigDecimal scaledScore,
    boolean finished,
    long version,
    int tries,
    boolean sentBefore,
    Instant until) {
  static GradeLease read(Row row) {
    return new GradeLease(
        DueGrade.read(row),
        row.longAt("resource_id"),
        row.longAt("person_id"),
        row.decimal("scaled_score"),
        row.flag("finished"),
        row.longAt("version"),
        row.intAt("tries"),
        row.flag("sent_before"),
        row.instant("lease_until"));
  }
}
