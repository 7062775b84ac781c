package org.examhall.lti.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.examhall.kernel.json.Json;

/**
 * What a token seems to say, for an administrator who has to find out why it was refused. Nothing
 * of it is verified: it must decide nothing.
 *
 * <p>Names and addresses of persons are left out. Threads: any.
 *
 * @param text header and claims as far as they can be read; else empty
 * @param client audience and issuer as claimed, in the form {@code audience @ issuer}; else empty
 * @param clockAheadSeconds the platform's time minus ours, by its {@code iat}
 */
public record TokenPicture(String text, String client, OptionalLong clockAheadSeconds) {
  private static final int MOST_CHARS = 64 * 1024;
  private static final List<String> PERSONAL =
      List.of("name", "given_name", "family_name", "middle_name", "email", "picture");
  private static final TokenPicture NONE = new TokenPicture("", "", OptionalLong.empty());

  /** The picture of a compact token, whatever is wrong with it. */
  public static TokenPicture of(String compact, Json json, Clock clock) {
    try {
      Base64URL[] parts =
          compact.length() > MOST_CHARS ? new Base64URL[0] : JOSEObject.split(compact);
      return parts.length == 3 ? of(parts, json, clock) : NONE;
    } catch (ParseException e) {
      return NONE;
    }
  }

  private static TokenPicture of(Base64URL[] parts, Json json, Clock clock) {
    Optional<JsonNode> claims = json.tree(parts[1].decodeToString()).filter(JsonNode::isObject);
    claims.ifPresent(node -> ((ObjectNode) node).remove(PERSONAL));
    String text =
        parts[0].decodeToString() + "\n" + claims.map(JsonNode::toString).orElse("(no JSON)");
    JsonNode issued = claims.map(node -> node.path("iat")).orElse(json.node(""));
    return new TokenPicture(
        text.replace("\0", ""),
        claims.map(TokenPicture::client).orElse("").replace("\0", ""),
        issued.isIntegralNumber()
            ? OptionalLong.of(issued.longValue() - clock.instant().getEpochSecond())
            : OptionalLong.empty());
  }

  private static String client(JsonNode claims) {
    JsonNode audience = claims.path("aud");
    JsonNode first = audience.isArray() && audience.size() == 1 ? audience.get(0) : audience;
    return (first.isTextual() ? first.textValue() : first.toString())
        + " @ "
        + claims.path("iss").asText();
  }
}
