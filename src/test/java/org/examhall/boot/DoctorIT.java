package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.examhall.cli.Examhall;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.Option;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.MailHost;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Servers;
import org.examhall.testkit.TestKeys;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} finds what was broken on purpose, and says how to mend it. */
class DoctorIT {
  private static final int OK = 0;
  private static final int MUST_BE_MENDED = 1;

  private static World world;
  private static RunningApp site;

  @TempDir private Path folder;

  private record Diagnosis(int status, String text) {
    void says(String mark, String subject, String... words) {
      String line =
          text.lines()
              .filter(l -> l.startsWith(mark) && l.contains(" " + subject + " "))
              .filter(l -> Stream.of(words).allMatch(l::contains))
              .findFirst()
              .orElse("");
      assertFalse(line.isEmpty(), () -> "no line of " + mark + " about " + subject + ":\n" + text);
      assertEquals(mark.equals("wrong") ? MUST_BE_MENDED : status, status, text);
    }
  }

  @BeforeAll
  static void open() {
    world = World.on(Servers.ownPostgres());
    site = RunningApp.start(world);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @Test
  void aHealthySiteHasNothingToMend() {
    Diagnosis found = doctor(Map.of());

    found.says("ok", "pages", site.app() + " answers");
    found.says("ok", "worker", "1 running");
    assertEquals(OK, found.status(), found.text());
  }

  @Test
  void aSettingThatIsNoneIsNamed() {
    doctor(Map.of("EXAMHALL_CONTENT_URL", "http://localhost:1"))
        .says("wrong", "settings", "EXAMHALL_CONTENT_URL", "must differ");
  }

  @Test
  void aSettingWhoseNameIsMisspeltIsNamed() {
    doctor(Map.of("EXAMHALL_PUBLIC_ULR", "http://localhost:1"))
        .says("warn", "settings", "EXAMHALL_PUBLIC_ULR means nothing");
  }

  @Test
  void aRiskThatWasAcceptedIsShownForGood() {
    doctor(Map.of("EXAMHALL_ONE_HOST_RISK_ACCEPTED", "true"))
        .says("warn", "origins", "take EXAMHALL_ONE_HOST_RISK_ACCEPTED away");
  }

  @Test
  void anOriginWithoutTlsNeedsAProxy() {
    doctor(Map.of("EXAMHALL_PUBLIC_URL", "http://exams.example.edu"))
        .says("wrong", "origins", "EXAMHALL_PUBLIC_URL", "put a proxy with a certificate in front");
  }

  @Test
  void aSiteThatDoesNotAnswerIsToBeStarted() {
    doctor(Map.of("EXAMHALL_PUBLIC_URL", "http://localhost:" + Ports.free()))
        .says("warn", "pages", "does not answer", "is NGINX running");
  }

  @Test
  void aDatabaseThatIsAwayIsToBeStarted() {
    String url = "jdbc:postgresql://127.0.0.1:%d/x?password=s3cret".formatted(Ports.free());

    Diagnosis found = doctor(Map.of("EXAMHALL_DATABASE_URL", url));

    found.says("wrong", "database", "does not take writes", "is it running");
    assertFalse(found.text().contains("s3cret"), found.text());
  }

  @Test
  void aWrongPasswordIsToBeSetRight() {
    doctor(Map.of("EXAMHALL_DATABASE_PASSWORD", "not it"))
        .says("wrong", "database", "password", "_USER and _PASSWORD right");
  }

  @Test
  void aDatabaseWithTooFewConnectionsIsToBeGivenMore() throws SQLException {
    List<Connection> nineProcesses = new ArrayList<>();
    try {
      for (int i = 0; i < 18; i++) {
        nineProcesses.add(
            DriverManager.getConnection(
                world.config().text(Option.DATABASE_URL) + "?ApplicationName=examhall-reports",
                world.config().text(Option.DATABASE_USER),
                world.config().text(Option.DATABASE_PASSWORD)));
      }

      doctor(Map.of()).says("warn", "connections", "10 processes", "set max_connections to 230");
    } finally {
      for (Connection connection : nineProcesses) {
        connection.close();
      }
    }
  }

  @Test
  void aDatabaseWithoutAConnectionLeftIsToBeGivenMore() {
    world.db().run(tx -> tx.change("create role late login password 'late' connection limit 0"));

    doctor(Map.of("EXAMHALL_DATABASE_USER", "late", "EXAMHALL_DATABASE_PASSWORD", "late"))
        .says("wrong", "database", "as many connections as it may", "set max_connections");
  }

  @Test
  void aDatabaseWithoutTablesIsToBeMigrated() {
    doctor(databaseOf(Servers.emptyDatabase())).says("wrong", "database", "examhall migrate");
  }

  @Test
  void aDatabaseThatDoesNotWaitForItsDiskIsToBeSetRight() {
    doctor(databaseOf(Servers.freshDatabase())).says("wrong", "durability", "set fsync");
  }

  @Test
  void aRedisThatIsAwayLosesNothingAndIsToBeStarted() {
    doctor(Map.of("EXAMHALL_REDIS_URL", "redis://127.0.0.1:" + Ports.free()))
        .says("warn", "redis", "nothing is lost", "is it running");
  }

  @Test
  void aMailServerIsTriedWithoutSendingAnything() {
    try (MailHost host = MailHost.plain()) {
      doctor(host.settings("none")).says("ok", "mail", "lets us in");
      doctor(host.settings("starttls")).says("warn", "mail", "STARTTLS is required", "_TLS");
      assertTrue(host.received().isEmpty());
    }
    doctor(Map.of()).says("ok", "mail", "off");
  }

  @Test
  void aFolderThatCannotBeWrittenIsToBeGivenAway() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    doctor(Map.of("EXAMHALL_DATA_DIR", file.resolve("data").toString()))
        .says("wrong", "data", "can't be written", "EXAMHALL_DATA_DIR");
  }

  @Test
  void aFolderOnAnotherDiskMayBeALink() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

    doctor(Map.of("EXAMHALL_DATA_DIR", link.toString())).says("ok", "data", "is writable");
  }

  @Test
  void anotherSecretKeyThanThatOfTheSecretsIsFound() {
    world.consumer();

    doctor(Map.of("EXAMHALL_SECRET_KEY", "another key than the one that sealed them"))
        .says("wrong", "secret key", "restore the old key");
  }

  @Test
  void anInstallationWithoutAWorkerNeedsOne() {
    doctor(databaseOf(Servers.freshDatabase())).says("wrong", "worker", "start one");
  }

  @Test
  void anLmsThatTakesNoGradesIsToBeTested() {
    GradedExam exam = GradedExam.in(world);
    long student = exam.student();
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into score_outbox
                           (resource_id, person_id, consumer_id, scaled_score, next_try_at, reason,
                            changed_at)
                    values (?, ?, ?, 0.5, now() + interval '1 hour', 'TIMEOUT',
                            now() - interval '11 minutes')
                    """,
                    exam.resourceId(),
                    student,
                    exam.consumer().id()));

    doctor(Map.of()).says("warn", "grades", "TIMEOUT", "/admin/consumers/" + exam.consumer().id());
  }

  @Test
  void aCertificateThatNobodyBelievesIsToBeReplaced() throws Exception {
    TestKeys authority = TestKeys.authority(folder, "authority");
    TestKeys expired = authority.issue("expired", "127.0.0.1", -10, 5);

    String found = diagnosed(expired, authority);

    assertTrue(found.contains("is not believed"), found);
  }

  @Test
  void aCertificateThatEndsSoonIsToBeRenewed() throws Exception {
    TestKeys authority = TestKeys.authority(folder, "authority");
    TestKeys ending = authority.issue("ending", "127.0.0.1", -80, 90);

    String found = diagnosed(ending, authority);

    assertTrue(found.contains("renew it (certbot renew)"), found);
  }

  /** What is said of a site with this certificate, by one who believes that authority. */
  private String diagnosed(TestKeys certificate, TestKeys authority) throws Exception {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(certificate, authority)));
    server.createContext(
        "/is_up",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
    server.start();
    try {
      HttpsURLConnection.setDefaultSSLSocketFactory(
          context(certificate, authority).getSocketFactory());
      String address = "https://127.0.0.1:" + server.getAddress().getPort();
      Diagnosis found =
          doctor(
              Map.of(
                  "EXAMHALL_PUBLIC_URL", address, "EXAMHALL_CONTENT_URL", site.app().toString()));
      return found.text();
    } finally {
      HttpsURLConnection.setDefaultSSLSocketFactory(before);
      server.stop(0);
    }
  }

  private static SSLContext context(TestKeys own, TestKeys trusted)
      throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own.store(), own.password());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted.store());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Map<String, String> databaseOf(Servers.Database database) {
    return Map.of(
        "EXAMHALL_DATABASE_URL", database.url(),
        "EXAMHALL_DATABASE_USER", database.user(),
        "EXAMHALL_DATABASE_PASSWORD", database.password());
  }

  private static Diagnosis doctor(Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), site.config().text(option));
    }
    environment.putAll(changes);
    StringWriter out = new StringWriter();
    int status =
        Examhall.commandLine(environment, new PrintWriter(out, true), new Starter())
            .execute("doctor");
    return new Diagnosis(status, out.toString());
  }
}
