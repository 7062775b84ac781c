package org.examhall.player;

import java.util.Collection;
import java.util.function.Consumer;
import org.examhall.core.attempt.LiveNews;
import org.examhall.kernel.json.Json;

/** News from a process that has no windows of its own, such as a worker. Threads: any. */
public final class Announcer implements LiveNews {
  private final Json json;
  private final Consumer<String> others;

  /**
   * News for windows elsewhere.
   *
   * @param others tells the processes that have windows
   */
  public Announcer(Json json, Consumer<String> others) {
    this.json = json;
    this.others = others;
  }

  @Override
  public void attemptsChanged(Collection<Long> attemptIds) {
    send(NewsItem.about(attemptIds));
  }

  @Override
  public void resourceChanged(long resourceId) {
    send(NewsItem.aboutResource(resourceId));
  }

  private void send(NewsItem item) {
    others.accept(json.text(item));
  }
}
