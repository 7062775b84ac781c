package org.examhall.demo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;

class DevRedisIT {
  @TempDir Path home;
  DevRedis redis;

  @BeforeEach
  void start() {
    redis = DevRedis.start(home);
  }

  @AfterEach
  void stop() {
    redis.stop();
  }

  static Stream<Consumer<DevRedis>> stops() {
    return Stream.of(DevRedis::stop, DevRedis::kill);
  }

  @ParameterizedTest
  @MethodSource("stops")
  void itComesBackEmptyOnTheSamePort(Consumer<DevRedis> stop) {
    String url = redis.url();
    set(url, "lane", "1");

    stop.accept(redis);
    redis.restart();

    assertEquals(url, redis.url());
    assertNull(get(url, "lane"));
  }

  @Test
  void aServerThatOutlivedItsLauncherIsEndedByTheNextStart() {
    DevRedis orphan = redis;

    redis = DevRedis.start(home);

    assertFalse(orphan.isRunning());
  }

  @Test
  void logicalDatabasesDoNotSeeEachOther() {
    set(redis.url(0), "lane", "1");

    String other = get(redis.url(DevRedis.DATABASES - 1), "lane");

    assertNull(other);
    assertEquals("1", get(redis.url(0), "lane"));
  }

  private static void set(String url, String key, String value) {
    try (RedisClient client = RedisClient.create(url)) {
      client.set(key, value);
    }
  }

  private static String get(String url, String key) {
    try (RedisClient client = RedisClient.create(url)) {
      return client.get(key);
    }
  }
}
