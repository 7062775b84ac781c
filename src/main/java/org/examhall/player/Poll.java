package org.examhall.player;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for news again and again, one statement for all windows of this process: what Redis loses,
 * or does not carry because it is away, windows learn a few seconds later. Threads: its own.
 */
public final class Poll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Poll.class);
  private static final int SECONDS = 10;

  private final News news;
  private final ScheduledExecutorService looks;

  /** Starts to look. */
  public Poll(News news) {
    this.news = news;
    this.looks =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "news-poll");
              thread.setDaemon(true);
              return thread;
            });
    looks.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** To be told when news may have been lost. Threads: any. */
  public void lookNow() {
    looks.execute(this::look);
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }

  private void look() {
    try {
      news.lookAround();
    } catch (RuntimeException e) {
      LOG.warn("windows hear news later: {}", e.toString()); // or it would never look again
    }
  }
}
