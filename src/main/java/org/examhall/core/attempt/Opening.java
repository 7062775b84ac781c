package org.examhall.core.attempt;

import java.util.Optional;
import org.examhall.core.exam.Standard;
import org.examhall.kernel.sql.Row;

/**
 * What a player window must know of an attempt before it opens the exam.
 *
 * @param attempt as it is now
 * @param learnerId the LMS's id of the attempt's person
 * @param learnerName as the LMS gave it; may be empty
 * @param sha256 names the package's folder
 * @param launchPath of the package's start page, percent-encoded, with its query
 * @param activityCount 1: the package has no table of contents
 * @param durationSeconds the exam's own time limit, 0: none; empty: not known
 */
public record Opening(
    Attempt attempt,
    String title,
    String learnerId,
    String learnerName,
    String sha256,
    Standard standard,
    String launchPath,
    int activityCount,
    Optional<Integer> durationSeconds) {
  /** Whether it has ended, so that there is nothing to work on. */
  public boolean ended() {
    return attempt.endedAt().isPresent();
  }

  static Opening read(Row row) {
    boolean numbas = row.findText("numbas_version").isPresent();
    return new Opening(
        Attempt.read(row),
        row.text("title"),
        row.text("lti_user_id"),
        row.text("display_name"),
        row.text("sha256"),
        row.constant("standard", Standard.class),
        row.text("launch_path"),
        row.intAt("activity_count"),
        numbas ? Optional.of(row.findInt("duration_seconds").orElse(0)) : Optional.empty());
  }
}
