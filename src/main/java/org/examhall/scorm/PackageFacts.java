package org.examhall.scorm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.examhall.scorm.manifest.Activity;
import org.examhall.scorm.manifest.Edition;
import org.examhall.scorm.manifest.Launch;
import org.examhall.scorm.numbas.NumbasExam;

/**
 * What is known of a stored package.
 *
 * @param sha256 of the zip as it was uploaded, 64 lower-case hex digits; names its folder
 * @param title plain text, never empty
 * @param launch the page that starts it
 * @param launchData handed to the activity as it starts
 * @param masteryScore what it takes to pass: 0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004
 * @param activities the table of contents of a package with several activities, else empty
 * @param numbas what is known if it is a Numbas exam; empty for other SCORM packages
 * @param fileCount files in it
 * @param bytes of those files, unpacked
 */
public record PackageFacts(
    String sha256,
    Edition edition,
    String title,
    Launch launch,
    Optional<String> launchData,
    Optional<BigDecimal> masteryScore,
    List<Activity> activities,
    Optional<NumbasExam> numbas,
    int fileCount,
    long bytes) {
  /** Activities that can be opened. */
  public int activityCount() {
    return activities.isEmpty()
        ? 1
        : (int) activities.stream().filter(activity -> activity.launch().isPresent()).count();
  }
}
