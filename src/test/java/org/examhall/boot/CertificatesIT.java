package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.examhall.bridge.checkup.SiteGauges;
import org.examhall.bridge.checkup.WatchCertificates;
import org.examhall.core.user.AuditLog;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.TestKeys;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two workers looks at the certificates that the site serves. */
class CertificatesIT {
  private static final String DUE =
      "update qrtz_triggers set next_fire_time = 1000 where job_name = 'certificates'";

  private final World world = World.fresh();
  private final LogRecord log = new LogRecord();
  private final SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    HttpsURLConnection.setDefaultSSLSocketFactory(before);
    log.stop();
    world.close();
  }

  @Test
  void oneThatEndsSoonIsWarnedOfOnceWhateverTheNumberOfWorkers() throws Exception {
    TestKeys authority = TestKeys.authority(folder, "authority");
    HttpsServer server = site(authority.issue("ending", "127.0.0.1", -80, 90), authority);
    Config config = config(server.getAddress().getPort());
    log.start();
    try (Core core = new Core(config);
        Core other = new Core(config)) {
      try (Worker first = new Worker(core)) {
        first.start();
      }
      world.db().run(tx -> tx.change(DUE));
      try (Worker one = new Worker(core);
          Worker two = new Worker(other)) {
        one.start();
        two.start();
        Awaitility.await().until(() -> daysLeft() > 0);
      }
    } finally {
      server.stop(0);
    }

    long warnings = log.text().lines().filter(l -> l.contains("renew it (certbot renew)")).count();
    assertEquals(1, warnings, log.text());
    assertTrue(daysLeft() > 8 && daysLeft() < 12, "days: " + daysLeft());
  }

  @Test
  void oneOfAStrangerCountsAsEnded() throws Exception {
    TestKeys stranger = TestKeys.authority(folder, "stranger");

    countsAsEnded(stranger.issue("own", "127.0.0.1", 0, 90), TestKeys.authority(folder, "known"));
  }

  @Test
  void oneForAnotherNameCountsAsEnded() throws Exception {
    TestKeys authority = TestKeys.authority(folder, "authority");

    countsAsEnded(authority.issue("other", "127.0.0.2", 0, 90), authority);
  }

  private void countsAsEnded(TestKeys served, TestKeys trusted) throws Exception {
    HttpsServer server = site(served, trusted);
    seenBefore(60);

    try {
      new WatchCertificates(config(server.getAddress().getPort())).run(world.db());
    } finally {
      server.stop(0);
    }

    double left = certificateGauge();
    assertTrue(left <= 0 && left > -60, "seconds: " + left);
  }

  @Test
  void aHandshakeThatIsBrokenOffSaysNothingAboutTheCertificate() throws Exception {
    seenBefore(60);
    log.start();

    try (ServerSocket site = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread broken = new Thread(() -> breakOff(site));
      broken.start();
      new WatchCertificates(config(site.getLocalPort())).run(world.db());
    }

    assertTrue(log.text().contains("pages: https://127.0.0.1"), log.text());
    assertTrue(log.text().contains("does not answer from this machine"), log.text());
    assertTrue(daysLeft() > 58, "days: " + daysLeft());
  }

  /** Hears who asks first, so that what breaks off is the handshake, and hangs up. */
  private static void breakOff(ServerSocket site) {
    try (Socket asked = site.accept()) {
      asked.getInputStream().read(new byte[16_384]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void seenBefore(int daysLeft) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into site_certificate (site, good_until)
                    values ('pages', now() + ? * interval '1 day')
                    """,
                    daysLeft));
  }

  /** What {@code /metrics} tells. */
  private double certificateGauge() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    new SiteGauges(world.db(), new AuditLog(new Json()), meters).look();
    return meters.get("examhall.certificate.seconds").tag("site", "pages").gauge().value();
  }

  private long daysLeft() {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select coalesce(max(extract(day from good_until - now())), 0)::bigint as days
                      from site_certificate
                     where site = 'pages'
                    """,
                    row -> row.longAt("days")));
  }

  private Config config(int port) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), world.config().text(option));
    }
    environment.put("EXAMHALL_PUBLIC_URL", "https://127.0.0.1:" + port);
    environment.put("EXAMHALL_CONTENT_URL", "http://localhost:" + Ports.free());
    return Config.read(Optional.empty(), environment);
  }

  private static HttpsServer site(TestKeys own, TestKeys trusted) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own.store(), own.password());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted.store());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/is_up",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
