package org.examhall.core.attempt.save;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** The current values of an attempt once more, from its history alone. */
public final class HistoryReplay {
  private static final Json JSON = new Json();

  private final Map<String, String> values = new HashMap<>();

  private HistoryReplay() {}

  /** The values, by key. */
  public static Map<String, String> of(Tx tx, long attemptId) {
    HistoryReplay replay = new HistoryReplay();
    tx.list(
        """
        select b.epoch < l.fresh_epoch as outside, b.late, b.stale, b.elements
          from attempt_batch b
          join attempt_lease l
            on l.attempt_id = b.attempt_id
         where b.attempt_id = ?
         order by b.epoch, b.seq
        """,
        replay::add,
        attemptId);
    return replay.values;
  }

  private boolean add(Row row) {
    boolean counts = !row.flag("late") && !row.flag("outside");
    for (JsonNode element : JSON.tree(row.text("elements")).orElseThrow()) {
      String key = element.path("k").asText();
      boolean data = key.equals(ElementRules.SUSPEND_DATA);
      if (counts && !(data && row.flag("stale"))) {
        value(element).ifPresent(value -> values.put(key, value));
      }
    }
    return counts;
  }

  private Optional<String> value(JsonNode element) {
    if (element.has("v")) {
      return Optional.of(element.path("v").asText());
    }
    JsonNode change = element.path("p");
    List<Edit> edits = new ArrayList<>();
    edits.add(edit(change.path("from"), change.path("drop"), change.path("add")));
    change.path("more").forEach(m -> edits.add(edit(m.path(0), m.path(1), m.path(2))));
    Splice splice =
        new Splice(
            change.path("base").asText(),
            edits,
            element.path("len").asInt(),
            element.path("hash").asText());
    return splice.applyTo(values.getOrDefault(ElementRules.SUSPEND_DATA, ""));
  }

  private static Edit edit(JsonNode from, JsonNode drop, JsonNode add) {
    return new Edit(from.asInt(), drop.asInt(), add.asText());
  }
}
