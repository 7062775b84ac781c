package org.examhall.demo.lms.lti;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a place in the gradebook towards the tool, so that the tool cannot make one up.
 *
 * <p>Shaped like Moodle's: JSON with quotes in it, another one at every launch, all of them valid.
 */
public final class SourcedIds {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String secret;

  /**
   * Names that this secret vouches for.
   *
   * @param secret known to the LMS alone
   */
  public SourcedIds(String secret) {
    this.secret = secret;
  }

  /** One cell of the gradebook. */
  public record Cell(String activity, String person) {}

  /** A new name of a cell. */
  public String nameOf(String activity, String person) {
    ObjectNode data =
        JSON.createObjectNode()
            .put("instanceid", activity)
            .put("userid", person)
            .put("typeid", "exams & more, 50%2F") // tools must give all of it back as it is
            .put("launchid", ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
    ObjectNode named = JSON.createObjectNode();
    named.set("data", data);
    return named.put("hash", hash(data)).toString();
  }

  /** The cell that a name stands for. */
  public Cell cellOf(String name) throws OutcomeRefused {
    try {
      JsonNode named = JSON.readTree(name);
      JsonNode data = named.path("data");
      byte[] expected = hash(data).getBytes(StandardCharsets.US_ASCII);
      byte[] given = named.path("hash").asText("").getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(expected, given) && named.toString().equals(name)) {
        return new Cell(data.path("instanceid").asText(), data.path("userid").asText());
      }
    } catch (JsonProcessingException e) {
      throw new OutcomeRefused(422, "the sourcedId is not one of ours");
    }
    throw new OutcomeRefused(422, "the sourcedId is not one of ours");
  }

  private String hash(JsonNode data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] text = data.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }
}
