package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.examhall.bridge.outcome.OutcomeCalls;
import org.examhall.bridge.outcome.OutcomeTargets;
import org.examhall.bridge.outcome.WorkDetails;
import org.examhall.cli.Examhall;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.scoring.GradedAttempts;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.TestKeys;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An LMS that asks for a client certificate, at another address than the one that it names. */
class OutcomeWayIT {
  private static final String NAMED = "https://lms.invalid/service/outcomes?a=b";
  private static final String TRUST = "javax.net.ssl.trustStore";
  private static final String SUCCESS =
      """
      <imsx_POXEnvelopeResponse xmlns="http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0">
      <imsx_POXHeader><imsx_POXResponseHeaderInfo><imsx_statusInfo>
      <imsx_codeMajor>success</imsx_codeMajor>
      </imsx_statusInfo></imsx_POXResponseHeaderInfo></imsx_POXHeader></imsx_POXEnvelopeResponse>
      """;

  @TempDir private static Path folder;

  private static World world;
  private static RunningApp app;
  private static TestKeys client;
  private static TestKeys stranger;
  private static HttpsServer lms;
  private static final List<String> CALLS = new CopyOnWriteArrayList<>();

  private final SecretBox box = new SecretBox(World.SECRET_KEY);
  private final GradedExam exam = GradedExam.in(world);
  private final long person = exam.student(NAMED, "sourced");
  private final String key =
      world.db().tx(tx -> new Lti11Keys(box).list(tx, consumer())).get(0).key();

  @BeforeAll
  static void start() throws Exception {
    client = TestKeys.make(folder, "Examhall at school", "127.0.0.1");
    stranger = TestKeys.make(folder, "stranger", "127.0.0.1");
    lms = demandingServer(TestKeys.make(folder, "lms", "127.0.0.2"), client);
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
    lms.stop(0);
  }

  @Test
  @Requirement({"BO-17", "BO-02"})
  void aGradeReachesAnLmsThatAsksForACertificateElsewhere() throws Exception {
    Path pem = folder.resolve("client.pem");
    Files.writeString(pem, client.key() + client.certificate());
    String to = "https://127.0.0.2:" + lms.getAddress().getPort() + "/in/";
    command("--outcome-url-from", "https://lms.invalid/service/", "--outcome-url-to", to);

    Optional<Undelivered> without = send();
    command("--client-certificate", pem.toString());
    Optional<Undelivered> with = send();
    command("--no-client-certificate");
    Optional<Undelivered> again = send();

    assertTrue(without.isPresent() && again.isPresent());
    assertEquals(Optional.empty(), with);
    assertEquals(List.of("CN=Examhall at school /in/outcomes?a=b"), CALLS);
  }

  @Test
  @Requirement("BO-17")
  void onThePageItIsSavedAndItsKeyNeverShownAgain() {
    Visitor admin = Staff.admin(world, app);
    String page = "/admin/consumers/" + consumer();
    admin.get(page);

    admin.post(page + "/certificate", Map.of("pem", client.certificate() + client.key()));
    admin.post(
        page + "/addresses", Map.of("from", "https://lms.invalid/", "to", "http://inside/lms/"));
    String saved = admin.get(page).body();
    admin.post(page + "/certificate", Map.of("remove", "on"));
    admin.post(page + "/addresses", Map.of("from", "https://lms.invalid/", "remove", "on"));
    String removed = admin.get(page).body();

    assertTrue(saved.contains("CN=Examhall at school, valid until"), saved);
    assertFalse(saved.contains("PRIVATE KEY"), saved);
    assertTrue(saved.contains("http://inside/lms/"), saved);
    assertFalse(removed.contains("data-certificate") || removed.contains("http://inside/lms/"));
    assertEquals(
        List.of(
            "consumer.certificate_set",
            "consumer.outcome_address_set",
            "consumer.certificate_removed",
            "consumer.outcome_address_removed"),
        audited());
  }

  @Test
  @Requirement("BO-17")
  void anLmsWithoutLti11IsOfferedWhatAlsoServesLti13Alone() {
    long modern = world.registration().consumerId();

    String of11 = Staff.admin(world, app).get("/admin/consumers/" + consumer()).body();
    String of13 = Staff.admin(world, app).get("/admin/consumers/" + modern).body();

    assertTrue(of11.contains("LTI 1.1 only") && of11.contains("name=\"pem\""), of11);
    assertTrue(of13.contains("name=\"at-once\""), of13);
    assertFalse(
        of13.contains("LTI 1.1 only")
            || of13.contains("name=\"pem\"")
            || of13.contains("name=\"to\""),
        of13);
  }

  @Test
  @Requirement("BO-17")
  void whatIsNoCertificateWithItsKeyOrNoAddressIsSaidInPlainWords() {
    String legacy = client.key().replace("PRIVATE KEY", "EC PRIVATE KEY");

    assertTrue(refused("certificate", Map.of("pem", "hello")).contains("no certificate"));
    assertTrue(refused("certificate", Map.of("pem", client.certificate())).contains("no private"));
    assertTrue(
        refused("certificate", Map.of("pem", client.certificate() + legacy)).contains("openssl"));
    assertTrue(
        refused("certificate", Map.of("pem", client.certificate() + stranger.key()))
            .contains("does not belong"));
    assertTrue(
        refused("addresses", Map.of("from", "https://lms.invalid", "to", "https://x/"))
            .contains("value=\"https://lms.invalid\""));
    assertEquals(List.of(), audited());
  }

  @Test
  @Requirement("BO-16")
  void howManyGradesAreSentAtOnceIsSaidOnThePageOrByTheCommand() {
    Visitor admin = Staff.admin(world, app);
    String page = "/admin/consumers/" + consumer();

    admin.get(page);
    admin.post(page + "/at-once", Map.of("at-once", "5"));
    String saved = admin.get(page).body();
    command("--grades-at-once", "1");

    assertTrue(
        saved.contains(
            "name=\"at-once\" type=\"number\" min=\"1\" max=\"16\" required value=\"5\""));
    assertTrue(refused("at-once", Map.of("at-once", "17")).contains("from 1 to 16"));
    assertTrue(refused("at-once", Map.of("at-once", "many")).contains("from 1 to 16"));
    assertEquals(Optional.of(1), world.db().tx(tx -> new Consumers().gradesAtOnce(tx, consumer())));
    assertEquals(List.of("consumer.grades_at_once", "consumer.grades_at_once"), audited());
  }

  private String refused(String form, Map<String, String> fields) {
    Visitor admin = Staff.admin(world, app);
    String page = "/admin/consumers/" + consumer();
    admin.get(page);
    Visitor.Answer answer = admin.post(page + "/" + form, fields);
    assertEquals(400, answer.status());
    assertFalse(answer.body().contains("PRIVATE KEY-----\n"), "the key is not sent back");
    return answer.body();
  }

  /** Trusting the LMS's certificate as an installation does: by the JVM's trust store. */
  private Optional<Undelivered> send() {
    System.setProperty(TRUST, folder.resolve("lms.p12").toString());
    System.setProperty(TRUST + "Password", "changeit");
    try (Outbound outbound =
        new Outbound(
            "test", List.of("127.0.0.2"), OutboundLimits.PATIENT, new OpenTransactions())) {
      var calls = new OutcomeCalls(outbound, Clock.systemUTC(), new Tokens()::fresh);
      var targets =
          new OutcomeTargets(
              new Lti11Outcomes(),
              new Lti11Keys(box),
              new OutcomeAddresses(),
              new ClientCertificates(box),
              new WorkDetails(
                  new GradedAttempts(), new Messages(), "https://exams.example/lti11/launch"));
      var places = world.db().tx(tx -> targets.list(tx, exam.linkId(), exam.resourceId(), person));
      return calls.replace(places.get(0), new BigDecimal("0.5")).failure();
    } finally {
      System.clearProperty(TRUST);
      System.clearProperty(TRUST + "Password");
    }
  }

  private void command(String... options) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), app.config().text(option));
    }
    List<String> arguments = new ArrayList<>(List.of("consumer", "set", "--key", key));
    arguments.addAll(List.of(options));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        Examhall.commandLine(environment, out, new Starter())
            .setErr(out)
            .execute(arguments.toArray(String[]::new));
    assertEquals(0, status, said.toString());
  }

  private long consumer() {
    return exam.consumer().id();
  }

  private List<String> audited() {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    "select action from audit_log where subject = ? order by id",
                    row -> row.text("action"),
                    "consumer:" + consumer()));
  }

  private static HttpsServer demandingServer(TestKeys own, TestKeys known) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own.store(), own.password());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", known.store().getCertificate("key"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters demanding = tls.getDefaultSSLParameters();
            demanding.setNeedClientAuth(true);
            parameters.setSSLParameters(demanding);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          String who = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
          exchange.getRequestBody().readAllBytes();
          CALLS.add(who + " " + exchange.getRequestURI());
          byte[] body = SUCCESS.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
