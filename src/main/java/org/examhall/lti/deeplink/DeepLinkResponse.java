package org.examhall.lti.deeplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.lti.ClaimNames;

/**
 * The answer to a selection: the links that were chosen, none if it was cancelled.
 *
 * <p>Shape: what the strictest platforms want, so {@code aud} is one text, there is a nonce
 * (Brightspace), and {@code sub} is our client id (Blackboard). Source: Deep Linking 2.0 section
 * 4.5, Security Framework 1.1 section 5.2.
 *
 * @param issuer the platform's, as registered
 * @param clientId ours at that platform
 * @param deploymentId that of the request
 * @param data that of the request's settings
 */
public record DeepLinkResponse(
    String issuer, String clientId, String deploymentId, Optional<JsonNode> data) {
  /** A platform whose clock is behind ours refuses what is dated later than its now. */
  private static final Duration BACKDATED = Duration.ofSeconds(5);

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /** Words for the instructor, and lines for the platform's log; any may be absent. */
  public record Words(
      Optional<String> message,
      Optional<String> log,
      Optional<String> errorMessage,
      Optional<String> errorLog) {
    /** Nothing to say. */
    public static final Words NONE =
        new Words(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Why nothing comes of it. */
    public static Words error(String message, String log) {
      return new Words(Optional.empty(), Optional.empty(), Optional.of(message), Optional.of(log));
    }
  }

  /**
   * The claims to sign.
   *
   * @param nonce never used before
   */
  public JsonNode claims(ChosenItems items, Words words, Instant now, String nonce) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", clientId);
    claims.put("sub", clientId);
    claims.put("aud", issuer);
    claims.put("iat", now.minus(BACKDATED).getEpochSecond());
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put("nonce", nonce);
    claims.put(ClaimNames.core("deployment_id"), deploymentId);
    claims.put(ClaimNames.core("message_type"), "LtiDeepLinkingResponse");
    claims.put(ClaimNames.core("version"), "1.3.0");
    claims.set(ClaimNames.deepLinking("content_items"), items.json());
    data.ifPresent(sent -> claims.set(ClaimNames.deepLinking("data"), sent));
    put(claims, "msg", words.message());
    put(claims, "log", words.log());
    put(claims, "errormsg", words.errorMessage());
    put(claims, "errorlog", words.errorLog());
    return claims;
  }

  private static void put(ObjectNode claims, String name, Optional<String> text) {
    text.ifPresent(t -> claims.put(ClaimNames.deepLinking(name), t));
  }
}
