package org.examhall.player;

import java.util.concurrent.CompletableFuture;
import org.examhall.core.attempt.save.Look;

/**
 * An open player window of this process.
 *
 * <p>No news reach it before the answer to its hello, which tells it how everything is; what came
 * meanwhile is looked up anew. Threads: {@link #receive} one at a time, the rest any.
 */
final class Window {
  private final Conversation conversation;
  private final Line line;
  private final News news;
  private boolean greeted;
  private boolean missedNews;

  Window(Conversation conversation, Line line, News news) {
    this.conversation = conversation;
    this.line = line;
    this.news = news;
  }

  long attemptId() {
    return conversation.attemptId();
  }

  /** See {@link Conversation#isFull}. */
  boolean isFull() {
    return conversation.isFull();
  }

  /** See {@link Conversation#receive}. */
  CompletableFuture<Void> receive(ClientMessage message) {
    CompletableFuture<Void> said = conversation.receive(message, line);
    return message instanceof ClientMessage.Hello ? said.thenRun(this::greeted) : said;
  }

  /** A newer window has its turn. */
  void pushTaken(int newestEpoch) {
    if (conversation.epoch() < newestEpoch && hearsNews()) {
      conversation.pushTaken(newestEpoch, line);
    }
  }

  /** Says what has changed; an older window needs to know no more than that it is one. */
  void pushNews(Look.Seen seen) {
    int epoch = conversation.epoch();
    if (epoch > 0 && epoch < seen.newestEpoch()) {
      pushTaken(seen.newestEpoch());
    } else if (hearsNews()) {
      conversation.pushNews(seen, line);
    }
  }

  private synchronized boolean hearsNews() {
    missedNews |= !greeted;
    return greeted;
  }

  private void greeted() {
    boolean missed;
    synchronized (this) {
      greeted = true;
      missed = missedNews;
      missedNews = false;
    }
    if (missed) {
      news.missed(attemptId());
    }
  }
}
