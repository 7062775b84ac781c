package org.examhall.scorm.manifest;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A line in the table of contents of a package with several activities.
 *
 * @param depth 0: top of the table of contents
 * @param title one line of text, never empty
 * @param launch the page that starts it; empty for folders
 * @param launchData handed to the activity as it starts ({@code dataFromLMS})
 * @param masteryScore what it takes to pass: 0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004
 */
public record Activity(
    int depth,
    Kind kind,
    String title,
    Optional<Launch> launch,
    Optional<String> launchData,
    Optional<BigDecimal> masteryScore) {
  /** What a line stands for. */
  public enum Kind {
    /** A heading. */
    FOLDER,
    /** Reports to the host. */
    SCO,
    /** Is shown and reports nothing. */
    ASSET
  }
}
