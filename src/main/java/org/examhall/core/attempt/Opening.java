package org.examhall.core.attempt;

import java.util.Optional;
import org.examhall.core.exam.Standard;
import org.examhall.kernel.sql.Row;

/**
 * What a player window must know of an attempt before it opens the exam.
 *
 * @param ended whether it has ended, so that there is nothing to work on
 * @param learnerId the LMS's id of the attempt's person
 * @param learnerName as the LMS gave it; may be empty
 * @param sha256 names the package's folder
 * @param launchPath of the package's start page, percent-encoded, with its query
 * @param durationSeconds the exam's own time limit, 0: none; empty: not known
 */
public record Opening(
    long attemptId,
    AttemptKind kind,
    boolean ended,
    String title,
    String learnerId,
    String learnerName,
    long examVersionId,
    String sha256,
    Standard standard,
    String launchPath,
    Optional<Integer> durationSeconds) {
  static Opening read(Row row) {
    boolean numbas = row.findText("numbas_version").isPresent();
    return new Opening(
        row.longAt("id"),
        row.constant("kind", AttemptKind.class),
        row.flag("ended"),
        row.text("title"),
        row.text("lti_user_id"),
        row.text("display_name"),
        row.longAt("exam_version_id"),
        row.text("sha256"),
        row.constant("standard", Standard.class),
        row.text("launch_path"),
        numbas ? Optional.of(row.findInt("duration_seconds").orElse(0)) : Optional.empty());
  }
}
