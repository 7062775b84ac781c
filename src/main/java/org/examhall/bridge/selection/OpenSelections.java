package org.examhall.bridge.selection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.examhall.bridge.launch.KeptSelections;
import org.examhall.bridge.launch.Selection;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;

/** Selections under way, and those that were answered; kept with their launches. */
public final class OpenSelections {
  private static final String ANSWERED = "answered";

  private final Launches launches;
  private final KeptSelections kept;
  private final Json json;

  /** Kept in this table. */
  public OpenSelections(Launches launches, Json json) {
    this.launches = launches;
    this.kept = new KeptSelections(json);
    this.json = json;
  }

  /** A selection, and its answer if it has one. */
  record Found(Selection selection, Optional<Answered> answered) {}

  /** What the platform takes back; empty when it was answered. */
  public Optional<Selection> find(Tx tx, Launch launch) {
    Found found = found(launches.details(tx, launch.id()));
    return found.answered().isPresent() ? Optional.empty() : Optional.of(found.selection());
  }

  /** The launch's; nobody else answers it until the transaction ends. */
  Found lock(Tx tx, Launch launch) {
    return found(launches.lockDetails(tx, launch.id()));
  }

  void saveAnswered(Tx tx, Launch launch, Answered answered) {
    launches.addDetails(tx, launch.id(), json.node(Map.of(ANSWERED, answered)));
  }

  private Found found(String text) {
    JsonNode details = json.tree(text).orElseThrow();
    Optional<Answered> answered =
        Optional.ofNullable(details.get(ANSWERED))
            .map(node -> json.mapper().convertValue(node, Answered.class));
    return new Found(kept.read(details), answered);
  }
}
