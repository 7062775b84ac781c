package org.examhall.core.exam;

import java.math.BigDecimal;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * A line in the table of contents of a package with several activities.
 *
 * @param position from 1, folders included; the activity's elements are named by it
 * @param depth 0: top of the table of contents
 * @param launchPath as a version's; empty for folders
 * @param launchData handed to the activity as it starts
 * @param masteryScore as a version's
 */
public record ExamActivity(
    int position,
    int depth,
    Kind kind,
    String title,
    Optional<String> launchPath,
    Optional<String> launchData,
    Optional<BigDecimal> masteryScore) {
  /** What a line stands for. */
  public enum Kind {
    /** A heading. */
    FOLDER,
    /** Reports to the host: counts for completion and score. */
    SCO,
    /** Is shown and reports nothing. */
    ASSET
  }

  static ExamActivity read(Row row) {
    return new ExamActivity(
        row.intAt("position"),
        row.intAt("depth"),
        row.constant("kind", Kind.class),
        row.text("title"),
        row.findText("launch_path"),
        row.findText("launch_data"),
        row.findDecimal("mastery_score"));
  }

  /** What its elements' keys begin with, on the wire and in the database. */
  public String prefix() {
    return "sco." + position + ".";
  }
}
