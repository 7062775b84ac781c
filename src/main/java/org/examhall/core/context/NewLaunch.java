package org.examhall.core.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * What a verified launch said, ready to be stored.
 *
 * @param id opaque, for the path
 * @param secretHash SHA-256 of the token in the launch's cookie
 * @param mentorOf the consumer's user ids of those whom an observer may look on for
 * @param parameters custom and extension parameters of the launch
 * @param lifetime how long its pages work
 */
public record NewLaunch(
    String id,
    byte[] secretHash,
    long consumerId,
    long contextId,
    long resourceLinkId,
    long personId,
    Role role,
    Presentation presentation,
    List<String> mentorOf,
    JsonNode parameters,
    Duration lifetime) {
  /** How the LMS shows us; each text may be empty. */
  public record Presentation(String locale, String returnUrl, String documentTarget) {}
}
