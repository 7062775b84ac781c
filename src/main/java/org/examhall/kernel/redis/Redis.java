package org.examhall.kernel.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ZAddParams;
import redis.clients.jedis.resps.Tuple;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Redis as this program uses it: lanes and live messages, never a fact.
 *
 * <p>A lane is a first-come-first-served list that holds each member at most once. Times: a call
 * takes at most a second or two, a wait at most {@link #MAX_WAIT} more. Errors: none; while Redis
 * is away calls answer no or empty, at once for the first second after a failure, and the log gets
 * one line a minute. A key of a wrong type is deleted and the call repeated, since nothing in Redis
 * is worth keeping. Threads: any.
 */
public final class Redis implements AutoCloseable {
  /** Longest time to {@link #await}. */
  public static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private static final int CONNECTIONS = 16;
  private static final int CALL_MILLIS = 1_000;

  private final RedisClient client;
  private final String prefix;
  private final Outage outage = new Outage();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** A client of the Redis at {@code url}; nothing is connected yet. */
  public Redis(String url) {
    URI uri = URI.create(url);
    this.client =
        RedisClient.builder()
            .hostAndPort(JedisURIHelper.getHostAndPort(uri))
            .clientConfig(
                DefaultJedisClientConfig.builder(uri)
                    .connectionTimeoutMillis(CALL_MILLIS)
                    .socketTimeoutMillis(CALL_MILLIS)
                    .blockingSocketTimeoutMillis((int) MAX_WAIT.toMillis() + CALL_MILLIS)
                    .clientName("examhall")
                    .build())
            .poolConfig(pool())
            .build();
    // Channels are shared by all logical databases of a server, so the number is in every name.
    this.prefix = "examhall:" + JedisURIHelper.getDBIndex(uri) + ":";
  }

  /**
   * Whether Redis takes something now: with a full disk or memory it answers, and takes nothing.
   */
  public boolean isUp() {
    return call(false, () -> client.psetex(prefix + "up", CALL_MILLIS, "") != null);
  }

  /** Puts members at the end of a lane, each unless it is there; false when Redis is away. */
  public boolean offer(String lane, Collection<String> members) {
    double now = System.currentTimeMillis();
    Map<String, Double> scores =
        members.stream().distinct().collect(Collectors.toMap(Function.identity(), m -> now));
    return scores.isEmpty()
        || onKey(
            lane,
            false,
            key -> {
              client.zadd(key, scores, ZAddParams.zAddParams().nx());
              return true;
            });
  }

  /** Takes the first member of a lane, or empty when there is none or Redis is away. */
  public Optional<String> take(String lane) {
    return onKey(
        lane,
        Optional.empty(),
        key -> client.zpopmin(key, 1).stream().map(Tuple::getElement).findFirst());
  }

  /**
   * Takes the first member of a lane, waiting for one.
   *
   * <p>While Redis is away this waits as long as it would have, so that a loop over it does not
   * spin. {@link #close} ends the wait.
   *
   * @param wait at most {@link #MAX_WAIT}
   */
  public Optional<String> await(String lane, Duration wait) {
    if (!outage.isFresh()) {
      double seconds = wait.toMillis() / 1000.0;
      Optional<String> taken =
          onKey(
              lane,
              Optional.empty(),
              key ->
                  Optional.ofNullable(client.bzpopmin(seconds, key))
                      .map(found -> found.getValue().getElement()));
      if (taken.isPresent() || !outage.isFresh()) {
        return taken;
      }
    }
    pause(wait);
    return Optional.empty();
  }

  /** Tells everybody who listens to the channel now; false when Redis is away. */
  public boolean publish(String channel, String message) {
    return call(
        false,
        () -> {
          client.publish(prefix + channel, message);
          return true;
        });
  }

  /**
   * Listens to a channel, on a thread of its own that connects again whenever it must. Messages
   * that were published meanwhile are lost: whoever listens must be able to do without them.
   *
   * @param whenHearing run each time the channel is heard, at first and again, so that what was
   *     lost can be looked for
   */
  public Subscription subscribe(String channel, Consumer<String> listener, Runnable whenHearing) {
    Subscription subscription =
        new Subscription(client, prefix + channel, listener, whenHearing, outage);
    subscription.start();
    return subscription;
  }

  /** Ends waits and connections; subscriptions are closed by their owners. */
  @Override
  public void close() {
    closed.countDown();
    client.close();
  }

  private <T> T onKey(String name, T whenAway, Function<String, T> call) {
    String key = prefix + name;
    return call(
        whenAway,
        () -> {
          try {
            return call.apply(key);
          } catch (JedisDataException e) {
            if (!String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
              throw e;
            }
            client.del(key);
            return call.apply(key);
          }
        });
  }

  private <T> T call(T whenAway, Supplier<T> call) {
    if (outage.isFresh()) {
      return whenAway;
    }
    try {
      T answer = call.get();
      outage.over();
      return answer;
    } catch (JedisException e) {
      outage.note(e);
      client.getPool().clear(); // the other idle connections are most likely dead too
      return whenAway;
    }
  }

  @SuppressWarnings("ResultOfMethodCallIgnored") // either way the wait is over
  private void pause(Duration wait) {
    try {
      var unused = closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(CALL_MILLIS));
    pool.setJmxEnabled(false);
    return pool;
  }
}
