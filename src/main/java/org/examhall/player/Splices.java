package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.save.Edit;
import org.examhall.core.attempt.save.Splice;

/** Reads elements that say how a value changed. Source: docs/reference/protocol.md 6. */
final class Splices {
  private static final int MAX_EDITS = 1_000;
  private static final int EDIT_MEMBERS = 3;

  private Splices() {}

  /** The splice; empty when a member is missing or malformed. */
  static Optional<Splice> read(JsonNode element) {
    JsonNode change = element.path("p");
    List<Edit> edits = new ArrayList<>();
    boolean good =
        change.path("base").isTextual()
            && add(edits, change.path("from"), change.path("drop"), change.path("add"))
            && change.path("more").size() < MAX_EDITS
            && ClientMessages.isCount(element.path("len"), 0)
            && element.path("hash").isTextual();
    for (JsonNode more : change.path("more")) {
      good =
          good && more.size() == EDIT_MEMBERS && add(edits, more.get(0), more.get(1), more.get(2));
    }
    return good
        ? Optional.of(
            new Splice(
                change.path("base").textValue(),
                List.copyOf(edits),
                element.path("len").intValue(),
                element.path("hash").textValue()))
        : Optional.empty();
  }

  private static boolean add(List<Edit> edits, JsonNode from, JsonNode drop, JsonNode add) {
    boolean good =
        ClientMessages.isCount(from, 0) && ClientMessages.isCount(drop, 0) && add.isTextual();
    if (good) {
      edits.add(new Edit(from.intValue(), drop.intValue(), add.textValue()));
    }
    return good;
  }
}
