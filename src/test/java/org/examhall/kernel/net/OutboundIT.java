package org.examhall.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.examhall.kernel.net.OutboundFailed.Why;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.kernel.sql.Pools;
import org.examhall.testkit.RawServer;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.TestKeys;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to servers that behave in every way, on loopback. */
class OutboundIT {
  static final OutboundLimits SHORT =
      new OutboundLimits(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(800));
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void aCallSaysWhoWeAreAndAsksForNothingElse() throws Exception {
    try (var server = RawServer.saying(OK);
        var outbound = toLoopback()) {
      var answer = outbound.send(to("http://127.0.0.1:" + server.port() + "/grades?a=b"));

      assertEquals("ok", text(answer));
      String head = server.heads().get(0);
      assertTrue(head.startsWith("POST /grades?a=b HTTP/1.1\r\n"), head);
      assertTrue(head.contains("User-Agent: Examhall/1.0 (+https://exams.example)\r\n"), head);
      assertTrue(head.contains("Content-Type: application/xml\r\n"), head);
      assertTrue(head.contains("Content-Length: 4\r\n"), head);
      assertFalse(head.matches("(?is).*\\r\\n(accept-encoding|upgrade|cookie|expect):.*"), head);
    }
  }

  @ParameterizedTest
  @Requirement("I08")
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "0.0.0.0",
        "[::]",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
        "[2002:7f00:1::]",
        "224.0.0.1",
        "255.255.255.255"
      })
  void aPrivateAddressIsRefusedInEverySpelling(String host) {
    try (var server = RawServer.saying(OK);
        var outbound = outbound(SystemDefaultDnsResolver.INSTANCE, List.of())) {
      assertEquals(
          Why.FORBIDDEN_ADDRESS, failure(outbound, "http://" + host + ":" + server.port() + "/"));
      assertEquals(List.of(), server.heads());
    }
  }

  @Test
  @Requirement("I08")
  void aNameIsResolvedOnceAndConnectedToWhereItWasChecked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (var server = RawServer.saying(OK);
        var outbound = outbound(loopbackNamed(asked), List.of("LMS.example"))) {
      outbound.send(to("http://lms.example:" + server.port() + "/"));

      assertEquals(1, asked.get());
      assertTrue(server.heads().get(0).contains("Host: lms.example:" + server.port()));
    }
  }

  @Test
  @Requirement("I08")
  void aNameThatPointsHereIsRefusedUnlessAllowed() {
    try (var server = RawServer.saying(OK);
        var outbound = outbound(loopbackNamed(new AtomicInteger()), List.of("other.example"))) {
      assertEquals(
          Why.FORBIDDEN_ADDRESS, failure(outbound, "http://lms.example:" + server.port() + "/"));
      assertEquals(List.of(), server.heads());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://lms.example/", "file:///etc/passwd", "http:/nowhere"})
  void onlyWebAddressesAreCalled(String uri) {
    try (var outbound = toLoopback()) {
      assertEquals(Why.FORBIDDEN_ADDRESS, failure(outbound, uri));
    }
  }

  @Test
  @Requirement("BO-08")
  void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
    try (var target = RawServer.saying(OK);
        var server =
            RawServer.saying(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                    + target.port()
                    + "/login\r\nContent-Length: 0\r\n\r\n");
        var outbound = toLoopback()) {
      var answer = outbound.send(to("http://127.0.0.1:" + server.port() + "/"));

      assertEquals(302, answer.status());
      assertEquals(List.of(), target.heads());
    }
  }

  @ParameterizedTest
  @Requirement("I10")
  @ValueSource(strings = {"Content-Length: 50000000\r\n", "X-Until: closed\r\n"})
  void anEndlessAnswerIsCutOff(String header) throws Exception {
    try (var server =
            RawServer.start(
                out -> {
                  out.write(
                      ("HTTP/1.1 200 OK\r\n" + header + "\r\n").getBytes(StandardCharsets.UTF_8));
                  while (true) {
                    out.write(new byte[1000]);
                  }
                });
        var outbound = toLoopback()) {
      var answer = outbound.send(to("http://127.0.0.1:" + server.port() + "/"));

      assertEquals(101, answer.body().length);
    }
  }

  @Test
  @Requirement("F08")
  void silenceAndDrippingEndInATimeout() {
    try (var silent = RawServer.start(out -> TimeUnit.SECONDS.sleep(20));
        var dripping =
            RawServer.start(
                out -> {
                  out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  while (true) {
                    out.write('.');
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                  }
                });
        var outbound = toLoopback()) {
      assertEquals(Why.TIMEOUT, failure(outbound, "http://127.0.0.1:" + silent.port() + "/"));
      assertEquals(Why.TIMEOUT, failure(outbound, "http://127.0.0.1:" + dripping.port() + "/"));
    }
  }

  @Test
  @Requirement("F08")
  void aConnectionThatEndsInTheMiddleIsNoAnswer() {
    try (var server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
        var outbound = toLoopback()) {
      assertEquals(Why.UNREACHABLE, failure(outbound, "http://127.0.0.1:" + server.port() + "/"));
    }
  }

  @ParameterizedTest
  @Requirement("F08")
  @ValueSource(strings = {"HTTP/1.0 0 Coding error", "HTTP/1.1 -7 x", "HTTP/1.1 abc", "200 OK"})
  void aStatusThatIsNoneIsNoAnswer(String statusLine) {
    try (var server = RawServer.saying(statusLine + "\r\nContent-Length: 2\r\n\r\n[]");
        var outbound = toLoopback()) {
      assertEquals(Why.UNREACHABLE, failure(outbound, "http://127.0.0.1:" + server.port() + "/"));
    }
  }

  @Test
  void headersAreFoundWhateverTheirCaseAndHoweverOftenTheyAreSent() throws Exception {
    String head =
        "HTTP/1.1 200 OK\r\nLINK: <a>; rel=x\r\nlink: <B>; rel=next\r\n"
            + "date: Sun, 22 Nov 2026 09:35:11 GMT\r\nContent-Length: 0\r\n\r\n";
    try (var server = RawServer.saying(head);
        var outbound = toLoopback()) {
      OutboundRequest get =
          new OutboundRequest(
              "GET",
              URI.create("http://127.0.0.1:" + server.port() + "/"),
              Map.of(),
              new byte[0],
              9);

      var answer = outbound.send(get);

      assertEquals(List.of("<a>; rel=x", "<B>; rel=next"), answer.headers("Link"));
      assertEquals(Optional.of(Instant.parse("2026-11-22T09:35:11Z")), answer.date());
      assertEquals("", answer.header("Retry-After"));
      assertFalse(server.heads().get(0).contains("Content-Length"));
    }
  }

  @Test
  void nobodyListeningIsUnreachable() {
    int port;
    try (var server = RawServer.saying(OK)) {
      port = server.port();
    }
    try (var outbound = toLoopback()) {
      assertEquals(Why.UNREACHABLE, failure(outbound, "http://127.0.0.1:" + port + "/"));
    }
  }

  @Test
  void aCertificateNobodyVouchesForIsNotTrusted(@TempDir Path folder) throws Exception {
    HttpsServer server = selfSigned(folder);
    try (var outbound =
        new Outbound(
            "test", List.of("127.0.0.1"), OutboundLimits.PATIENT, new OpenTransactions())) {
      assertEquals(
          Why.UNTRUSTED, failure(outbound, "https://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aProxyIsUsedAndPrivateTargetsAreRefusedBehindItToo() throws Exception {
    try (var proxy = RawServer.saying(OK);
        var outbound =
            new Outbound(
                clients(),
                new GuardedResolver(SystemDefaultDnsResolver.INSTANCE, List.of()),
                SHORT,
                new OpenTransactions(),
                through(proxy.port()))) {
      var answer = outbound.send(to("http://lms.invalid/grades"));

      assertEquals("ok", text(answer));
      assertTrue(proxy.heads().get(0).startsWith("POST http://lms.invalid/grades HTTP/1.1"));
      assertEquals(Why.FORBIDDEN_ADDRESS, failure(outbound, "http://127.0.0.1/"));
    }
  }

  @Test
  void aCallInsideATransactionIsABug() {
    try (var world = World.fresh()) {
      Pools pools = new Pools(world.config());
      try (var db = pools.open("outbound", 1);
          var outbound = new Outbound("test", List.of(), SHORT, pools.transactions())) {
        var refusal =
            db.tx(
                tx ->
                    assertThrows(
                        IllegalStateException.class, () -> outbound.send(to("http://127.0.0.1/"))));

        assertEquals("an outbound call inside a transaction", refusal.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "2606:4700::1", "64:ff9b::808:808", "172.32.0.1"})
  void thePublicInternetIsAllowed(String address) throws Exception {
    var resolved =
        new GuardedResolver(SystemDefaultDnsResolver.INSTANCE, List.of()).resolve(address);

    assertEquals(InetAddress.getByName(address), resolved[0]);
  }

  private static Outbound toLoopback() {
    return outbound(SystemDefaultDnsResolver.INSTANCE, List.of("127.0.0.1"));
  }

  private static Outbound outbound(DnsResolver resolver, List<String> privateHosts) {
    return new Outbound(
        clients(),
        new GuardedResolver(resolver, privateHosts),
        SHORT,
        new OpenTransactions(),
        ProxySelector.of(null));
  }

  private static HttpClients clients() {
    return new HttpClients("Examhall/1.0 (+https://exams.example)", SHORT);
  }

  private static OutboundRequest to(String uri) {
    return new OutboundRequest(
        "POST",
        URI.create(uri),
        Map.of("Content-Type", "application/xml"),
        "body".getBytes(StandardCharsets.UTF_8),
        100);
  }

  private static Why failure(Outbound outbound, String uri) {
    return assertThrows(OutboundFailed.class, () -> outbound.send(to(uri))).why();
  }

  private static String text(OutboundAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static HttpsServer selfSigned(Path folder) throws Exception {
    TestKeys own = TestKeys.make(folder, "server", "127.0.0.1");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own.store(), own.password());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.start();
    return server;
  }

  private static DnsResolver loopbackNamed(AtomicInteger asked) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) {
        asked.incrementAndGet();
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  private static ProxySelector through(int port) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port)));
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    };
  }
}
