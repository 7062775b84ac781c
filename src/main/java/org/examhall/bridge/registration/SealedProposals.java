package org.examhall.bridge.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.lti.registration.RegistrationReason;

/**
 * A proposal on its way through the browser to the button that consents to it: sealed, and good for
 * one invitation, so that nothing is stored before and nobody can change it. Threads: any.
 */
public final class SealedProposals {
  private final SecretBox box;
  private final Json json;

  /** Seals in {@code box}. */
  public SealedProposals(SecretBox box, Json json) {
    this.box = box;
    this.json = json;
  }

  String seal(long inviteId, Proposal proposal) {
    byte[] sealed = box.seal(purpose(inviteId), json.text(written(proposal)));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The proposal; refused when it was not sealed here for this invitation. */
  Proposal open(long inviteId, String sealed) {
    try {
      String text = box.open(purpose(inviteId), Base64.getUrlDecoder().decode(sealed));
      return read(json.tree(text).orElseThrow());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new Refused(RegistrationReason.INVITE_UNUSABLE);
    }
  }

  private static Map<String, Object> written(Proposal proposal) {
    return Map.of(
        "platform", proposal.platform(),
        "deploymentId", proposal.deploymentId().orElse(""),
        "scopes", proposal.scopes());
  }

  private static Proposal read(JsonNode node) {
    JsonNode platform = node.path("platform");
    return new Proposal(
        new Lti13Platform(
            platform.path("issuer").asText(),
            platform.path("clientId").asText(),
            platform.path("authorizationUrl").asText(),
            platform.path("tokenUrl").asText(),
            platform.path("keySetUrl").asText(),
            platform.path("tokenAudience").asText(),
            platform.path("product").asText()),
        Optional.of(node.path("deploymentId").asText("")).filter(id -> !id.isEmpty()),
        StreamSupport.stream(node.path("scopes").spliterator(), false)
            .map(JsonNode::asText)
            .toList());
  }

  private static String purpose(long inviteId) {
    return "proposal for registration invite " + inviteId;
  }
}
