package org.examhall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.examhall.bench.Account.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The batches of an attempt as the database holds them, in the order of their numbers, with the
 * value that each element stands for: splices are applied to what the element before them made.
 */
final class StoredHistory {
  /** Stands for the value of a splice that does not fit; no exam sets it. */
  static final String NO_VALUE = "\0 a splice that does not fit";

  static final String DATA = "cmi.suspend_data";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where an element stands. */
  record Place(int epoch, int seq, int item) {
    @Override
    public String toString() {
      return epoch + "/" + seq + "/" + item;
    }
  }

  /**
   * An element.
   *
   * @param change how it was told, if as a splice
   */
  record Element(Place place, String key, String value, long at, Optional<TextSplice> change) {}

  /**
   * A row.
   *
   * @param count how many elements it says it has
   * @param counts whether it is neither late nor of a window that had been overtaken
   */
  record Batch(
      int epoch,
      int seq,
      Instant receivedAt,
      int count,
      boolean counts,
      List<Element> elements,
      List<Refused> refused) {
    /** How reports name it. */
    String name() {
      return "batch " + epoch + "/" + seq;
    }
  }

  private final List<Batch> batches = new ArrayList<>();
  private String data = "";

  private StoredHistory() {}

  /** The history of an attempt. */
  static StoredHistory of(Sql sql, long attemptId) {
    StoredHistory history = new StoredHistory();
    sql.list(
        """
        select epoch, seq, received_at, element_count, not late and not stale as counts, elements, refused
          from attempt_batch
         where attempt_id = ?
         order by epoch, seq
        """,
        row -> history.batches.add(history.read(row)),
        attemptId);
    return history;
  }

  List<Batch> batches() {
    return batches;
  }

  /** Every element, in order. */
  List<Element> elements() {
    return batches.stream().flatMap(batch -> batch.elements().stream()).toList();
  }

  /** The element with the greatest place of each key, among those that count. */
  Map<String, Element> current(int freshEpoch) {
    Map<String, Element> current = new TreeMap<>();
    batches.stream()
        .filter(batch -> batch.counts() && batch.epoch() >= freshEpoch)
        .flatMap(batch -> batch.elements().stream())
        .forEach(element -> current.put(element.key(), element));
    return current;
  }

  private Batch read(ResultSet row) throws SQLException {
    int epoch = row.getInt("epoch");
    int seq = row.getInt("seq");
    List<Element> elements = new ArrayList<>();
    for (JsonNode node : array(row.getString("elements"))) {
      Place place = new Place(epoch, seq, elements.size());
      String key = node.path("k").asText();
      Optional<TextSplice> change =
          node.has("v") ? Optional.empty() : Optional.of(TextSplice.read(node));
      String value =
          change.isEmpty() ? node.get("v").asText() : change.get().applyTo(data).orElse(NO_VALUE);
      data = key.equals(DATA) ? value : data;
      elements.add(new Element(place, key, value, node.path("at").asLong(), change));
    }
    return new Batch(
        epoch,
        seq,
        row.getTimestamp("received_at").toInstant(),
        row.getInt("element_count"),
        row.getBoolean("counts"),
        elements,
        refused(array(row.getString("refused"))));
  }

  /** Refusals as rows and acks have them. */
  static List<Refused> refused(JsonNode array) {
    List<Refused> refused = new ArrayList<>();
    array.forEach(r -> refused.add(new Refused(r.path("k").asText(), r.path("why").asText())));
    return refused;
  }

  private static JsonNode array(@Nullable String text) {
    try {
      return text == null ? JSON.createArrayNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
