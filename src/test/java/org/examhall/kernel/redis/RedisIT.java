package org.examhall.kernel.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.examhall.demo.server.DevRedis;
import org.examhall.testkit.RawServer;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Servers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

class RedisIT {
  static final Duration SOON = Duration.ofMillis(200);

  final String url = Servers.freshRedisUrl();
  final Redis redis = new Redis(url);

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void aLaneHoldsEachMemberOnceFirstComeFirstServed() {
    redis.offer("lane", List.of("1"));
    redis.offer("lane", List.of("2", "1", "1"));

    var taken = List.of(redis.take("lane"), redis.take("lane"), redis.take("lane"));

    assertEquals(List.of(Optional.of("1"), Optional.of("2"), Optional.empty()), taken);
  }

  @Test
  void waitingEndsWhenSomethingComes() throws Exception {
    var waiting = CompletableFuture.supplyAsync(() -> redis.await("lane", Redis.MAX_WAIT));

    redis.offer("lane", List.of("7"));

    assertEquals(Optional.of("7"), waiting.get(30, TimeUnit.SECONDS));
  }

  @Test
  @Requirement("F07")
  void aKeyOfAnotherTypeIsReplaced() {
    String key = "examhall:" + url.replaceAll(".*/", "") + ":lane";
    try (RedisClient other = RedisClient.create(url)) {
      other.set(key, "nonsense");
    }

    boolean offered = redis.offer("lane", List.of("1"));

    assertTrue(offered);
    assertEquals(Optional.of("1"), redis.take("lane"));
  }

  @Test
  void aMessageReachesWhoListensOnThisInstallationOnly() throws Exception {
    BlockingQueue<String> here = new LinkedBlockingQueue<>();
    BlockingQueue<String> elsewhere = new LinkedBlockingQueue<>();
    try (Redis other = new Redis(Servers.freshRedisUrl());
        Subscription mine = redis.subscribe("news", here::add, () -> {});
        Subscription theirs = other.subscribe("news", elsewhere::add, () -> {})) {
      assertTrue(mine.awaitListening(30_000));
      assertTrue(theirs.awaitListening(30_000));

      redis.publish("news", "hello");
      other.publish("news", "hi");

      assertEquals("hello", here.poll(30, TimeUnit.SECONDS));
      assertEquals("hi", elsewhere.poll(30, TimeUnit.SECONDS));
      assertTrue(here.isEmpty());
    }
  }

  @Test
  void silenceOnAChannelIsNoOutage() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Duration silence = Redis.MAX_WAIT.plusSeconds(2);
    try (Subscription subscription = redis.subscribe("news", heard::add, () -> {})) {
      assertTrue(subscription.awaitListening(30_000));

      Awaitility.await()
          .during(silence)
          .atMost(silence.plusSeconds(30))
          .until(() -> redis.offer("lane", List.of("1")));

      redis.publish("news", "hello");
      assertEquals("hello", heard.poll(30, TimeUnit.SECONDS));
    }
  }

  @Test
  @Requirement("F07")
  void aStoppedRedisFailsNobodyAndIsUsedAgainWhenItIsBack(@TempDir Path folder) throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    AtomicInteger hearing = new AtomicInteger();
    try (DevRedis server = DevRedis.start(folder);
        Redis client = new Redis(server.url());
        Subscription subscription =
            client.subscribe("news", heard::add, hearing::incrementAndGet)) {
      assertTrue(subscription.awaitListening(30_000));
      client.offer("lane", List.of("1"));
      Awaitility.await().until(() -> hearing.get() == 1);

      server.kill();

      assertFalse(client.offer("lane", List.of("2")));
      assertFalse(client.publish("news", "lost"));
      assertEquals(Optional.empty(), client.take("lane"));
      assertEquals(Optional.empty(), client.await("lane", SOON));
      assertFalse(client.isUp());

      server.restart();

      Awaitility.await().until(() -> client.offer("lane", List.of("3")));
      assertEquals(Optional.of("3"), client.take("lane"));
      Awaitility.await()
          .until(
              () ->
                  client.publish("news", "again") && heard.poll(50, TimeUnit.MILLISECONDS) != null);
      assertTrue(hearing.get() > 1, "nobody was told to look for what was lost");
    }
  }

  @Test
  @Requirement("F07")
  void aRedisThatTakesNothingFailsNobodyAndIsKnownToBeUnwell(@TempDir Path folder) {
    try (DevRedis server = DevRedis.start(folder);
        RedisClient other = RedisClient.create(server.url());
        Redis client = new Redis(server.url())) {
      assertTrue(client.isUp());

      other.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "1");

      assertFalse(client.offer("lane", List.of("1")));
      assertFalse(client.isUp());

      other.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "0");

      Awaitility.await().until(client::isUp);
      assertTrue(client.offer("lane", List.of("1")));
    }
  }

  @Test
  @Requirement("F07")
  void aRedisThatHangsCostsOneShortWaitAndThenNone() {
    try (RawServer hanging = RawServer.start(out -> TimeUnit.SECONDS.sleep(20));
        Redis client = new Redis("redis://127.0.0.1:" + hanging.port())) {
      long startNanos = System.nanoTime();

      client.offer("lane", List.of("1"));
      long firstNanos = System.nanoTime() - startNanos;
      for (int i = 0; i < 100; i++) {
        client.offer("lane", List.of("1"));
      }
      long allNanos = System.nanoTime() - startNanos;

      assertTrue(firstNanos < TimeUnit.SECONDS.toNanos(3), "first call: " + firstNanos);
      assertTrue(allNanos - firstNanos < TimeUnit.MILLISECONDS.toNanos(500), "rest: " + allNanos);
    }
  }

  @Test
  @Requirement("F07")
  void aProcessStartsWhileRedisIsAway(@TempDir Path folder) {
    DevRedis server = DevRedis.start(folder);
    server.kill();

    try (Redis client = new Redis(server.url())) {
      assertFalse(client.isUp());

      server.restart();

      Awaitility.await().until(client::isUp);
    } finally {
      server.close();
    }
  }

  @Test
  void closingEndsAWait(@TempDir Path folder) throws Exception {
    DevRedis server = DevRedis.start(folder);
    Redis client = new Redis(server.url());
    server.close();
    client.isUp();
    var waiting = CompletableFuture.supplyAsync(() -> client.await("lane", Redis.MAX_WAIT));

    client.close();

    assertEquals(Optional.empty(), waiting.get(4, TimeUnit.SECONDS));
  }
}
