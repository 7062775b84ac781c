package org.examhall.bridge.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.lti.contentitem.OlderReturn;
import org.examhall.lti.contentitem.SelectionReturn;
import org.examhall.lti.deeplink.DeepLinkSettings;

/**
 * Selections as their launches keep them until they are answered.
 *
 * <p>Each is a text of JSON inside the launch's JSON: the database would put the members of what a
 * platform wants back in another order, and cannot keep a NUL. Threads: any.
 */
public final class KeptSelections {
  private static final String DEEP_LINKING = "deep_linking";
  private static final String CONTENT_ITEMS = "content_items";
  private static final String OLDER = "content_extension";

  private final Json json;

  /** Written and read with {@code json}. */
  public KeptSelections(Json json) {
    this.json = json;
  }

  /** As the details of a launch. */
  public JsonNode details(Selection selection) {
    if (selection instanceof Selection.DeepLinking asked) {
      ObjectNode kept = json.mapper().createObjectNode();
      kept.put("deployment", asked.deploymentId()).set("settings", asked.settings().claim());
      return details(DEEP_LINKING, kept);
    }
    return selection instanceof Selection.ContentItems asked
        ? details(CONTENT_ITEMS, kept(asked))
        : details(OLDER, kept(((Selection.Older) selection).returnTo()));
  }

  /** The selection in the details of a launch that was made for one. */
  public Selection read(JsonNode details) {
    if (details.has(DEEP_LINKING)) {
      JsonNode kept = kept(details, DEEP_LINKING);
      DeepLinkSettings settings = DeepLinkSettings.read(kept.path("settings"));
      return new Selection.DeepLinking(kept.path("deployment").longValue(), settings);
    }
    return details.has(CONTENT_ITEMS)
        ? contentItems(kept(details, CONTENT_ITEMS))
        : older(kept(details, OLDER));
  }

  private JsonNode details(String name, JsonNode kept) {
    return json.node(Map.of(name, json.text(kept)));
  }

  private JsonNode kept(JsonNode details, String name) {
    return json.tree(details.path(name).asText()).orElseThrow();
  }

  private JsonNode kept(Selection.ContentItems asked) {
    SelectionReturn returnTo = asked.returnTo();
    ObjectNode kept = json.mapper().createObjectNode();
    kept.put("key", asked.keyId());
    kept.put("url", returnTo.url());
    kept.set("media_types", json.node(returnTo.mediaTypes()));
    kept.set("targets", json.node(returnTo.targets()));
    kept.put("multiple", returnTo.multiple());
    returnTo.data().ifPresent(data -> kept.put("data", data));
    return kept;
  }

  private static Selection contentItems(JsonNode kept) {
    return new Selection.ContentItems(
        kept.path("key").longValue(),
        new SelectionReturn(
            kept.path("url").asText(),
            texts(kept.path("media_types")),
            texts(kept.path("targets")),
            kept.path("multiple").booleanValue(),
            Optional.ofNullable(kept.get("data")).map(JsonNode::asText)));
  }

  private JsonNode kept(OlderReturn returnTo) {
    ArrayNode types = json.mapper().createArrayNode();
    returnTo.types().forEach(types::add);
    ObjectNode kept = json.mapper().createObjectNode();
    kept.put("url", returnTo.url()).set("types", types);
    return kept;
  }

  private static Selection older(JsonNode kept) {
    return new Selection.Older(
        new OlderReturn(kept.path("url").asText(), texts(kept.path("types"))));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
