package org.examhall.lti.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A message that a platform can send.
 *
 * @param placements where it can start it from, as the platform writes them; may be empty
 */
public record SupportedMessage(String type, List<String> placements) {
  static SupportedMessage read(JsonNode message) {
    return new SupportedMessage(
        Members.text(message, "type"), Members.words(message, "placements"));
  }
}
