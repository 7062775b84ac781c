package org.examhall.bridge.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.PlatformKeys;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.lti.Fault13;
import org.examhall.lti.jose.KeySetText;
import org.examhall.lti.jose.KeySource;
import org.examhall.lti.jose.PlatformKeySet;
import org.examhall.lti.jose.ToolKey;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a platform that rotates, fails, drips and lies. */
class FetchedKeysIT {
  private static final OutboundLimits LIMITS =
      new OutboundLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
  private static final String FIRST = KeySetText.of(List.of(ToolKey.make().publicJwk()));
  private static final String SECOND = KeySetText.of(List.of(ToolKey.make().publicJwk()));

  private final World world = World.fresh();
  private final Outbound outbound =
      new Outbound("test", List.of("127.0.0.2"), LIMITS, new OpenTransactions());
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Answer answer = exchange -> send(exchange, 200, FIRST);
  private final ExecutorService launches = Executors.newCachedThreadPool();
  private HttpServer server;
  private Lti13Registration registration;

  /** What the key set's address does. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          answer.to(exchange);
        });
    server.start();
    registration =
        world.registration("http://127.0.0.2:" + server.getAddress().getPort() + "/keys");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    launches.shutdown();
    outbound.close();
    world.close();
  }

  @Test
  @Requirement("LA-05")
  void keysAreFetchedOnceAndRememberedForAllProcesses() {
    PlatformKeySet first = keys().known();
    PlatformKeySet again = keys().known();

    assertEquals(first.kids(), again.kids());
    assertEquals(1, asked.get());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=7200 | 7200",
        "public, max-age=\"7200\" | 7200",
        "max-age=1 | 300",
        "max-age=99999999 | 86400",
        "no-store, max-age=7200 | 300",
        "no-cache | 300",
        "private | 3600",
        "'' | 3600"
      })
  @Requirement("LA-05")
  void keysAreNewForAsLongAsTheirServerSaysWithinLimits(String control, long seconds) {
    answer =
        exchange -> {
          if (!control.isEmpty()) {
            exchange.getResponseHeaders().set("Cache-Control", control);
          }
          send(exchange, 200, FIRST);
        };

    keys().known();

    long fresh =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select extract(epoch from fresh_until - now())::bigint as n"
                            + " from platform_key",
                        row -> row.longAt("n")));
    assertEquals(seconds, fresh, 30);
  }

  @Test
  @Requirement({"LA-04", "LA-05"})
  void aRotatedKeyIsFoundByOneMoreLook() {
    keys().known();
    answer = exchange -> send(exchange, 200, SECOND);
    aMinutePasses();

    Optional<PlatformKeySet> found = keys().refetched();

    assertEquals(PlatformKeySet.parse(SECOND).orElseThrow().kids(), found.orElseThrow().kids());
    assertEquals(found.get().kids(), keys().known().kids());
  }

  @Test
  @Requirement({"LA-05", "I07"})
  void whoeverInventsKeysMakesUsAskOnceAMinuteAtMost() {
    keys().known();

    List<Optional<PlatformKeySet>> found =
        IntStream.range(0, 20).mapToObj(i -> keys().refetched()).toList();

    List<String> kids = PlatformKeySet.parse(FIRST).orElseThrow().kids();
    assertTrue(found.stream().allMatch(set -> set.orElseThrow().kids().equals(kids)));
    assertEquals(1, asked.get());
  }

  @Test
  @Requirement({"LA-05", "I07"})
  void whileThePlatformFailsItsOldKeysServeADayLonger() {
    keys().known();
    answer = exchange -> send(exchange, 500, "trouble");
    aMinutePasses();
    world
        .db()
        .run(tx -> tx.change("update platform_key set fresh_until = now() - interval '23 hours'"));

    assertEquals(PlatformKeySet.parse(FIRST).orElseThrow().kids(), keys().known().kids());

    aMinutePasses();
    world
        .db()
        .run(tx -> tx.change("update platform_key set fresh_until = now() - interval '25 hours'"));
    assertEquals(
        Fault13.KEYS_UNREACHABLE, assertThrows(Refused.class, () -> keys().known()).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "no json", "huge", "redirect", "drip", "silence"})
  @Requirement({"LA-05", "I07"})
  void keysThatCannotBeHadAreAClearRefusalWithinSeconds(String trouble) {
    answer = exchange -> make(trouble, exchange);
    long startNanos = System.nanoTime();

    Refused refused = assertThrows(Refused.class, () -> keys().known());

    assertEquals(Fault13.KEYS_UNREACHABLE, refused.reason());
    assertTrue(Duration.ofNanos(System.nanoTime() - startNanos).toSeconds() < 5);
    assertThrows(Refused.class, () -> keys().known());
    assertEquals(1, asked.get());
  }

  @Test
  @Requirement({"LA-05", "I08"})
  void keysInsideAPrivateNetworkAreNotFetched() {
    Lti13Registration inside = world.registration("http://127.0.0.3:1/keys");

    Refused refused = assertThrows(Refused.class, () -> keys(inside).known());

    assertEquals(Fault13.KEYS_UNREACHABLE, refused.reason());
    assertEquals("FORBIDDEN_ADDRESS", problem());
  }

  @Test
  @Requirement("LA-05")
  void aClassThatComesFirstWaitsForOneFetch() {
    answer = slowly(FIRST);

    assertTrue(atOnce(KeySource::known).allMatch(set -> set.size() == 1));
    assertEquals(1, asked.get());
  }

  @Test
  @Requirement({"LA-04", "LA-05"})
  void aClassThatComesJustAfterARotationWaitsForOneLook() {
    keys().known();
    answer = slowly(SECOND);
    aMinutePasses();

    List<String> kids = PlatformKeySet.parse(SECOND).orElseThrow().kids();
    assertTrue(atOnce(KeySource::refetched).allMatch(set -> set.orElseThrow().kids().equals(kids)));
    assertEquals(2, asked.get());
  }

  @Test
  @Requirement("LA-05")
  void aClassThatComesAfterTheHolidaysWaitsForOneFetch() {
    keys().known();
    answer = slowly(SECOND);
    aMinutePasses();
    world
        .db()
        .run(tx -> tx.change("update platform_key set fresh_until = now() - interval '60 days'"));

    List<String> kids = PlatformKeySet.parse(SECOND).orElseThrow().kids();
    assertTrue(atOnce(KeySource::known).allMatch(set -> set.kids().equals(kids)));
    assertEquals(2, asked.get());
  }

  @Test
  @Requirement("LA-05")
  void keysOfAnotherAddressAreForgotten() {
    keys().known();
    String other = "http://127.0.0.2:" + server.getAddress().getPort() + "/keys?new";
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update lti13_registration set key_set_url = ? where id = ?",
                    other,
                    registration.id()));
    answer = exchange -> send(exchange, 200, SECOND);

    Lti13Registration moved =
        world.db().tx(tx -> new Lti13Registrations().byId(tx, registration.id()));

    assertEquals(PlatformKeySet.parse(SECOND).orElseThrow().kids(), keys(moved).known().kids());
  }

  /** What ten launches find that come at the same time. */
  private <T> Stream<T> atOnce(Function<KeySource, T> look) {
    List<CompletableFuture<T>> all =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> look.apply(keys()), launches))
            .limit(10)
            .toList();
    return all.stream().map(CompletableFuture::join);
  }

  private KeySource keys() {
    return keys(registration);
  }

  /** As a launch finds them. */
  private KeySource keys(Lti13Registration of) {
    return fetched().of(of, world.db().read(tx -> new PlatformKeys().of(tx, of)));
  }

  private FetchedKeys fetched() {
    return new FetchedKeys(world.db(), new PlatformKeys(), outbound, Duration.ofSeconds(20));
  }

  private void aMinutePasses() {
    world
        .db()
        .run(tx -> tx.change("update platform_key set sought_at = now() - interval '61 seconds'"));
  }

  private String problem() {
    return world
        .db()
        .tx(tx -> tx.only("select problem from platform_key", row -> row.text("problem")));
  }

  private void make(String trouble, HttpExchange exchange) throws IOException {
    switch (trouble) {
      case "500" -> send(exchange, 500, FIRST);
      case "no json" -> send(exchange, 200, "<html>sign in</html>");
      case "huge" -> send(exchange, 200, FIRST + " ".repeat(10 << 20));
      case "redirect" -> {
        exchange.getResponseHeaders().set("Location", "http://169.254.169.254/keys");
        send(exchange, 302, "");
      }
      case "drip" -> drip(exchange);
      default -> pause(3_000);
    }
  }

  /** So that all of a class ask meanwhile. */
  private static Answer slowly(String keySet) {
    return exchange -> {
      pause(300);
      send(exchange, 200, keySet);
    };
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (byte b : FIRST.getBytes(StandardCharsets.UTF_8)) {
      exchange.getResponseBody().write(b);
      exchange.getResponseBody().flush();
      pause(100);
    }
    exchange.close();
  }

  private static void send(HttpExchange exchange, int status, String body) {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      // who asked has heard enough
    }
  }

  /** As long as a bad platform takes. */
  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
