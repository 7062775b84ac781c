package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.attempt.save.Look;
import org.examhall.kernel.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News for the windows of this process, from this process and from the others.
 *
 * <p>News travel as a hint where to look; what a window is told is read from the database. A window
 * is told each thing once, so hearing one's own news again is harmless. Threads: any.
 */
public final class News implements LiveNews {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);

  private final Windows windows;
  private final PlayerVerbs verbs;
  private final Json json;
  private final Consumer<String> others;

  /** A piece of news as it travels: {@code epoch} 0: look for yourself. */
  private record Item(long attempt, long resource, int epoch) {}

  News(Windows windows, PlayerVerbs verbs, Json json, Consumer<String> others) {
    this.windows = windows;
    this.verbs = verbs;
    this.json = json;
    this.others = others;
  }

  @Override
  public void taken(long attemptId, int epoch) {
    spread(new Item(attemptId, 0, epoch));
  }

  @Override
  public void resourceChanged(long resourceId) {
    spread(new Item(0, resourceId, 0));
  }

  /** News from another process. */
  public void heard(String text) {
    Optional<JsonNode> node = json.tree(text);
    node.ifPresent(
        item ->
            tell(
                new Item(
                    item.path("attempt").asLong(),
                    item.path("resource").asLong(),
                    item.path("epoch").asInt())));
  }

  private void spread(Item item) {
    tell(item);
    verbs.waiting().execute(() -> others.accept(json.text(item)));
  }

  private void tell(Item item) {
    if (item.epoch() > 0) {
      windows.of(item.attempt()).forEach(window -> window.pushTaken(item.epoch()));
    } else {
      verbs.waiting().execute(() -> look(item));
    }
  }

  private void look(Item item) {
    List<Long> open = windows.attempts();
    Collection<Long> concerned =
        item.resource() == 0
            ? open.stream().filter(id -> id == item.attempt()).toList()
            : verbs.db().tx(tx -> verbs.attempts().among(tx, open, item.resource()));
    for (long attemptId : concerned) {
      Look.Seen seen = verbs.db().tx(tx -> verbs.look().run(tx, attemptId));
      windows.of(attemptId).forEach(w -> w.conversation().pushNews(seen, w.line()));
    }
    LOG.debug("{} open attempts looked at", concerned.size());
  }
}
