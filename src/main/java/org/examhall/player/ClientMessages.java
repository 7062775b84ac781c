package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.save.Content;
import org.examhall.core.attempt.save.Element;
import org.examhall.core.attempt.save.ElementRules;
import org.examhall.core.attempt.save.Refusal;
import org.examhall.core.attempt.save.Whole;
import org.examhall.kernel.json.Json;
import org.examhall.player.ClientMessage.Misread;
import org.examhall.player.ClientMessage.Misread.Why;

/**
 * Reads what windows say. Unknown members are ignored; a malformed element is refused by itself, a
 * malformed message is a {@link Misread}. Threads: any.
 */
final class ClientMessages {
  private static final int VERSION = 1;
  private static final int MAX_ELEMENTS = 5_000;
  private static final int MAX_SHOWN_KEY_CHARS = 255;

  private final Json json;
  private final ElementRules rules;

  ClientMessages(Json json, ElementRules rules) {
    this.json = json;
    this.rules = rules;
  }

  /** The message in {@code text}. */
  ClientMessage read(String text) {
    return json.tree(text).map(this::read).orElse(misread(Why.JSON));
  }

  /** The message that {@code node} is. */
  ClientMessage read(JsonNode node) {
    if (!node.isObject()) {
      return misread(Why.JSON);
    }
    if (node.path("v").asInt() != VERSION) {
      return misread(Why.VERSION);
    }
    return switch (node.path("t").asText()) {
      case "hello" -> hello(node);
      case "save" -> save(node);
      case "end" -> end(node);
      case "ping" -> new ClientMessage.Ping();
      default -> misread(Why.TYPE);
    };
  }

  private static ClientMessage hello(JsonNode node) {
    JsonNode epoch = node.path("epoch");
    return isCount(epoch, 0)
        ? new ClientMessage.Hello(epoch.intValue(), node.path("whole").asBoolean())
        : misread(Why.EPOCH);
  }

  private static ClientMessage end(JsonNode node) {
    JsonNode epoch = node.path("epoch");
    JsonNode seq = node.path("seq");
    if (!isCount(epoch, 0)) {
      return misread(Why.EPOCH);
    }
    return isCount(seq, 0)
        ? new ClientMessage.End(epoch.intValue(), seq.intValue())
        : misread(Why.SEQ);
  }

  private ClientMessage save(JsonNode node) {
    JsonNode epoch = node.path("epoch");
    JsonNode seq = node.path("seq");
    if (!isCount(epoch, 0)) {
      return misread(Why.EPOCH);
    }
    if (!isCount(seq, 1)) {
      return misread(Why.SEQ);
    }
    JsonNode elements = node.path("els");
    boolean terminated = node.path("terminated").asBoolean();
    boolean empty = elements.isEmpty() && !terminated;
    if (!elements.isArray() || empty || elements.size() > MAX_ELEMENTS) {
      return new Misread(
          Why.ELS, Optional.of(new Misread.Number(epoch.intValue(), seq.intValue())));
    }
    List<Element> good = new ArrayList<>(elements.size());
    List<Refusal> refused = new ArrayList<>();
    elements.forEach(element -> sort(element, good, refused));
    return new ClientMessage.Save(epoch.intValue(), seq.intValue(), good, refused, terminated);
  }

  private void sort(JsonNode node, List<Element> good, List<Refusal> refused) {
    String key = node.path("k").isTextual() ? node.path("k").textValue() : "";
    Optional<Content> content = content(node);
    Optional<Refusal.Why> why =
        rules
            .checkKey(key)
            .or(
                () ->
                    content
                        .map(given -> rules.checkContent(key, given))
                        .orElse(Optional.of(Refusal.Why.VALUE)));
    if (why.isPresent()) {
      refused.add(new Refusal(shown(key), why.get()));
    } else {
      good.add(new Element(key, content.orElseThrow(), node.path("at").asLong()));
    }
  }

  private static Optional<Content> content(JsonNode node) {
    if (node.path("v").isTextual()) {
      return Optional.of(new Whole(node.path("v").textValue()));
    }
    return Splices.read(node).map(splice -> splice);
  }

  /** A refused key is told again and kept: within limits, and as text that can be stored. */
  private static String shown(String key) {
    String cut = key.length() > MAX_SHOWN_KEY_CHARS ? key.substring(0, MAX_SHOWN_KEY_CHARS) : key;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** Whether it is a whole number, {@code least} or more. */
  static boolean isCount(JsonNode node, int least) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= least;
  }

  private static Misread misread(Why why) {
    return new Misread(why, Optional.empty());
  }
}
