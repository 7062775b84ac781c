package org.examhall.player;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.attempt.save.Look;
import org.examhall.core.attempt.save.Look.Seen;
import org.examhall.kernel.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News for the windows of this process, from this process and from the others.
 *
 * <p>News travel as a hint where to look; what a window is told is read from the database, for all
 * windows that a piece is about at once. A window is told each thing once, so hearing one's own
 * news again is harmless. Threads: any.
 */
public final class News implements LiveNews {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);

  private final Windows windows;
  private final PlayerVerbs verbs;
  private final Json json;
  private final Consumer<String> others;

  News(Windows windows, PlayerVerbs verbs, Json json, Consumer<String> others) {
    this.windows = windows;
    this.verbs = verbs;
    this.json = json;
    this.others = others;
  }

  /** A window took its turn at the attempt; older ones must stop. */
  void taken(long attemptId, int epoch) {
    spread(NewsItem.taken(attemptId, epoch));
  }

  @Override
  public void attemptsChanged(Collection<Long> attemptIds) {
    spread(NewsItem.about(attemptIds));
  }

  @Override
  public void resourceChanged(long resourceId) {
    spread(NewsItem.aboutResource(resourceId));
  }

  /** A window of this process can be told now what it could not be told before. */
  void missed(long attemptId) {
    tell(NewsItem.about(List.of(attemptId)));
  }

  /** News from another process. */
  public void heard(String text) {
    NewsItem.read(json, text).ifPresent(this::tell);
  }

  /** Looks for news of all windows, as some may have been lost on the way. */
  void lookAround() {
    List<Long> open = windows.attempts();
    if (!open.isEmpty()) {
      push(verbs.db().tx(tx -> verbs.look().run(tx, open)));
    }
  }

  private void spread(NewsItem item) {
    tell(item);
    verbs.waiting().execute(() -> others.accept(json.text(item)));
  }

  private void tell(NewsItem item) {
    if (item.epoch() > 0) {
      item.attempts().stream()
          .flatMap(id -> windows.of(id).stream())
          .forEach(window -> window.pushTaken(item.epoch()));
    } else {
      verbs.waiting().execute(() -> look(item));
    }
  }

  private void look(NewsItem item) {
    boolean aboutResource = item.resource() > 0;
    List<Long> open =
        aboutResource
            ? windows.attempts()
            : item.attempts().stream().filter(id -> !windows.of(id).isEmpty()).toList();
    if (!open.isEmpty()) {
      Look look = verbs.look();
      push(
          verbs
              .db()
              .tx(tx -> aboutResource ? look.at(tx, open, item.resource()) : look.run(tx, open)));
    }
  }

  private void push(List<Seen> all) {
    for (Seen seen : all) {
      windows.of(seen.attemptId()).forEach(window -> window.pushNews(seen));
    }
    LOG.debug("{} open attempts looked at", all.size());
  }
}
