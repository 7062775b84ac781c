package org.examhall.player;

import java.util.function.Consumer;
import org.examhall.core.attempt.save.ElementRules;
import org.examhall.kernel.json.Json;

/** What all player windows of this process share. Threads: any. */
public final class Players {
  private final PlayerVerbs verbs;
  private final InitialModel model;
  private final Limits limits;
  private final ClientMessages reader;
  private final ServerMessages messages;
  private final SharedClock clock = new SharedClock();
  private final Windows windows = new Windows();
  private final News news;

  /**
   * Players with these verbs.
   *
   * @param others tells the other processes a piece of news
   */
  public Players(
      PlayerVerbs verbs, InitialModel model, Limits limits, Json json, Consumer<String> others) {
    this.verbs = verbs;
    this.model = model;
    this.limits = limits;
    this.reader = new ClientMessages(json, new ElementRules(limits.elementChars()));
    this.messages = new ServerMessages(limits);
    this.news = new News(windows, verbs, json, others);
  }

  /** News from here and elsewhere. */
  public News news() {
    return news;
  }

  PlayerVerbs verbs() {
    return verbs;
  }

  InitialModel model() {
    return model;
  }

  Limits limits() {
    return limits;
  }

  ClientMessages reader() {
    return reader;
  }

  ServerMessages messages() {
    return messages;
  }

  SharedClock clock() {
    return clock;
  }

  Windows windows() {
    return windows;
  }
}
