package org.examhall.scorm.manifest;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the manifest of a package with one activity says.
 *
 * @param title of the organisation, else of the activity, as it stands there (Numbas puts HTML into
 *     it); empty when neither has one
 * @param launchData handed to the activity as it starts ({@code dataFromLMS})
 * @param masteryScore what it takes to pass: 0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004
 */
public record Manifest(
    Edition edition,
    Optional<String> title,
    Launch launch,
    Optional<String> launchData,
    Optional<BigDecimal> masteryScore) {}
