package org.examhall.lti.deeplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;
import org.examhall.lti.WebAddress;
import org.examhall.lti.jose.Claims;

/**
 * What the platform takes back from a selection.
 *
 * <p>Source: Deep Linking 2.0 section 4.4.1.
 *
 * @param acceptTypes whatever the platform lists; a message is not refused for it
 * @param acceptMultiple only if the platform says so
 * @param acceptLineItem unless the platform says no
 * @param data to be sent back as it is, of whatever type; absent: not sent, and not sent back
 */
public record DeepLinkSettings(
    WebAddress returnUrl,
    Set<String> acceptTypes,
    Set<String> documentTargets,
    boolean acceptMultiple,
    boolean acceptLineItem,
    Optional<String> title,
    Optional<String> text,
    Optional<JsonNode> data) {
  /** The type of a link that launches us. */
  public static final String RESOURCE_LINK = "ltiResourceLink";

  /**
   * Reads the claim, also one that was kept since.
   *
   * <p>Errors: {@link Refused} with {@code SETTINGS_RETURN_URL_UNUSABLE}.
   */
  public static DeepLinkSettings read(JsonNode claim) {
    Claims settings = Claims.of(claim);
    WebAddress returnUrl =
        settings
            .text("deep_link_return_url")
            .flatMap(WebAddress::parse)
            .orElseThrow(() -> new Refused(Fault13.SETTINGS_RETURN_URL_UNUSABLE));
    return new DeepLinkSettings(
        returnUrl,
        new LinkedHashSet<>(settings.texts("accept_types")),
        new LinkedHashSet<>(settings.texts("accept_presentation_document_targets")),
        settings.flag("accept_multiple").orElse(false),
        settings.flag("accept_lineitem").orElse(true),
        settings.text("title"),
        settings.text("text"),
        settings.sent("data"));
  }

  /** As a claim, for {@link #read}. */
  public JsonNode claim() {
    ObjectNode claim = JsonNodeFactory.instance.objectNode();
    claim.put("deep_link_return_url", returnUrl.plain());
    acceptTypes.forEach(claim.putArray("accept_types")::add);
    documentTargets.forEach(claim.putArray("accept_presentation_document_targets")::add);
    claim.put("accept_multiple", acceptMultiple);
    claim.put("accept_lineitem", acceptLineItem);
    title.ifPresent(said -> claim.put("title", said));
    text.ifPresent(said -> claim.put("text", said));
    data.ifPresent(sent -> claim.set("data", sent));
    return claim;
  }
}
