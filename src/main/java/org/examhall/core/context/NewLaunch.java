package org.examhall.core.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What a verified launch said, ready to be stored.
 *
 * @param id opaque, for the path
 * @param secretHash SHA-256 of the token in the launch's cookie
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
    JsonNode parameters,
    Duration lifetime) {
  /** How the LMS shows us; each text may be empty. */
  public record Presentation(String locale, String returnUrl, String documentTarget) {}
}
