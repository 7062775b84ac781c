package org.examhall.core.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.examhall.core.exam.ExamVersion;
import org.examhall.kernel.sql.Row;

/**
 * An exam of a course that a link may open.
 *
 * @param resourceId what is set up already; empty when nobody set the exam up yet
 * @param links what the LMS calls the links that open it, with commas between; may be empty
 * @param attempts graded ones
 * @param points what a full score is worth in a gradebook
 * @param addedAt when it was set up, else uploaded
 */
public record CourseExam(
    Optional<Long> resourceId,
    long examId,
    String title,
    String links,
    long attempts,
    BigDecimal points,
    Instant addedAt) {
  static CourseExam read(Row row) {
    return new CourseExam(
        row.findLong("resource_id"),
        row.longAt("exam_id"),
        row.text("title"),
        row.text("links"),
        row.longAt("attempts"),
        ExamVersion.points(row.findDecimal("max_score")),
        row.instant("added_at"));
  }
}
