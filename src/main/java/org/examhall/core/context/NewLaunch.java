package org.examhall.core.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a verified launch said, ready to be stored.
 *
 * @param id opaque, for the path
 * @param secretHash SHA-256 of the token in the launch's cookie
 * @param mentorOf the consumer's user ids of those whom an observer may look on for
 * @param parameters custom and extension parameters of the launch
 * @param details what the answer of a selection or a review needs to know, what the course is a
 *     copy of, where the LMS is; else an empty object
 * @param lifetime how long its pages work
 */
public record NewLaunch(
    String id,
    byte[] secretHash,
    Place place,
    long personId,
    Role role,
    Purpose purpose,
    Presentation presentation,
    Browser browser,
    List<String> mentorOf,
    JsonNode parameters,
    JsonNode details,
    Duration lifetime) {
  /**
   * Where it came from.
   *
   * @param deploymentId of LTI 1.3; empty for 1.1
   * @param resourceLinkId empty where the launch opens no link
   */
  public record Place(
      long consumerId,
      Optional<Long> deploymentId,
      long contextId,
      Optional<Long> resourceLinkId) {}

  /** How the LMS shows us; each text may be empty. */
  public record Presentation(String locale, String returnUrl, String documentTarget) {}
}
