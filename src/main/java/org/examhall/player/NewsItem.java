package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.json.Json;

/**
 * A piece of news as it travels between processes: a hint where to look.
 *
 * @param attempts it is about; empty when it is about a resource
 * @param resource all of whose attempts it is about; 0: none
 * @param epoch of the newest window; 0: look for yourself
 */
record NewsItem(List<Long> attempts, long resource, int epoch) {
  static NewsItem taken(long attemptId, int epoch) {
    return new NewsItem(List.of(attemptId), 0, epoch);
  }

  static NewsItem about(Collection<Long> attemptIds) {
    return new NewsItem(List.copyOf(attemptIds), 0, 0);
  }

  static NewsItem aboutResource(long resourceId) {
    return new NewsItem(List.of(), resourceId, 0);
  }

  /** What another process said; empty when it can't be understood. */
  static Optional<NewsItem> read(Json json, String text) {
    return json.tree(text).map(NewsItem::read);
  }

  private static NewsItem read(JsonNode item) {
    List<Long> attempts = new ArrayList<>();
    item.path("attempts").forEach(id -> attempts.add(id.asLong()));
    return new NewsItem(
        List.copyOf(attempts), item.path("resource").asLong(), item.path("epoch").asInt());
  }
}
