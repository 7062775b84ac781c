package org.examhall.scorm.manifest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the manifest of a package says.
 *
 * @param title of the organisation, else of the activity, as it stands there (Numbas puts HTML into
 *     it); empty when neither has one
 * @param launch of the first activity
 * @param launchData handed to the activity as it starts ({@code dataFromLMS})
 * @param masteryScore what it takes to pass: 0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004
 * @param activities the table of contents, folders included; empty when there is one activity
 */
public record Manifest(
    Edition edition,
    Optional<String> title,
    Launch launch,
    Optional<String> launchData,
    Optional<BigDecimal> masteryScore,
    List<Activity> activities) {}
