package org.examhall.core.exam;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * An uploaded package: immutable, numbered within its exam.
 *
 * @param number first version of the exam is 1
 * @param sha256 of the zip as uploaded, 64 hex digits; names the folder of its files
 * @param byteCount of its files, unpacked
 * @param launchPath inside the package, percent-encoded, with the query the manifest asks for
 * @param numbasVersion empty when the package is not a Numbas exam
 * @param duration the exam's own time limit; empty when it has none or none is known
 * @param maxScore sum of the marks in the source; empty when unknown
 * @param launchData handed to the activity as it starts
 * @param masteryScore what it takes to pass: 0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004
 * @param activityCount activities that can be opened; with more than one, see {@link ExamActivity}
 */
public record ExamVersion(
    long id,
    long examId,
    int number,
    String sha256,
    String fileName,
    long byteCount,
    int fileCount,
    Standard standard,
    String launchPath,
    String title,
    Optional<String> numbasVersion,
    Optional<Duration> duration,
    Optional<BigDecimal> maxScore,
    Optional<String> launchData,
    Optional<BigDecimal> masteryScore,
    int activityCount,
    Instant createdAt) {
  private static final BigDecimal USUAL_POINTS = BigDecimal.valueOf(100);

  /** What a full score is worth in a gradebook: the exam's marks, or 100. */
  public BigDecimal points() {
    return points(maxScore);
  }

  /** The same of an exam whose marks are these. */
  public static BigDecimal points(Optional<BigDecimal> maxScore) {
    return maxScore.filter(marks -> marks.signum() > 0).orElse(USUAL_POINTS);
  }

  static ExamVersion read(Row row) {
    return new ExamVersion(
        row.longAt("id"),
        row.longAt("exam_id"),
        row.intAt("number"),
        row.text("sha256"),
        row.text("file_name"),
        row.longAt("byte_count"),
        row.intAt("file_count"),
        row.constant("standard", Standard.class),
        row.text("launch_path"),
        row.text("title"),
        row.findText("numbas_version"),
        row.findInt("duration_seconds").filter(s -> s > 0).map(Duration::ofSeconds),
        row.findDecimal("max_score"),
        row.findText("launch_data"),
        row.findDecimal("mastery_score"),
        row.intAt("activity_count"),
        row.instant("created_at"));
  }
}
