package org.examhall.kernel.redis;

import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Somebody who listens to a channel until closed.
 *
 * <p>The listener runs on the subscription's own thread, one message at a time; what it throws is
 * logged and the next message comes. Threads: any.
 */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long STOP_MILLIS = 2_000;

  private final RedisClient client;
  private final String channel;
  private final Consumer<String> listener;
  private final Runnable whenHearing;
  private final Outage outage;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch listening = new CountDownLatch(1);
  private final JedisPubSub messages = new Messages();
  private final Thread thread;

  Subscription(
      RedisClient client,
      String channel,
      Consumer<String> listener,
      Runnable whenHearing,
      Outage outage) {
    this.client = client;
    this.channel = channel;
    this.listener = listener;
    this.whenHearing = whenHearing;
    this.outage = outage;
    this.thread = new Thread(this::listen, "redis " + channel);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Waits until the channel is first heard; false if that took longer. */
  public boolean awaitListening(long millis) throws InterruptedException {
    return listening.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      if (messages.isSubscribed()) {
        messages.unsubscribe();
      }
      thread.join(STOP_MILLIS);
    } catch (JedisException e) {
      LOG.debug("the channel was gone already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A silence as long as the socket's patience is no outage: it is listened to anew, at once. */
  private void listen() {
    boolean ended = false;
    while (!ended) {
      boolean quiet = false;
      try {
        client.subscribe(messages, channel); // returns when unsubscribed
      } catch (JedisException e) {
        quiet = e.getCause() instanceof SocketTimeoutException;
        if (!quiet && closed.getCount() > 0) {
          outage.note(e);
        }
      }
      ended = closedWithin(quiet ? 0 : RETRY_MILLIS);
    }
  }

  private boolean closedWithin(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private final class Messages extends JedisPubSub {
    @Override
    public void onSubscribe(String name, int channels) {
      listening.countDown();
      guarded(name, whenHearing);
    }

    @Override
    public void onMessage(String name, String message) {
      guarded(name, () -> listener.accept(message));
    }

    private void guarded(String name, Runnable work) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("a listener of {} failed", name, e); // the channel must go on for the others
      }
    }
  }
}
