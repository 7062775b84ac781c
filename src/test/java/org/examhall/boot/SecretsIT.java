package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.cli.Examhall;
import org.examhall.core.consumer.ToolKeys;
import org.examhall.demo.server.DevPostgres;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Gradebook.Student;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Servers;
import org.examhall.testkit.Staff;
import org.examhall.testkit.TestKeys;
import org.examhall.testkit.World;
import org.examhall.web.lti.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database holds sealed, before, while and after the key that seals it is changed. */
class SecretsIT {
  private static final String OLD = World.SECRET_KEY;
  private static final String NEW = "the key that comes after the one of the tests";
  private static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  private static final String EARLIER = "the secret before the present one";

  /** All columns of bytes that are no hashes. */
  private static final List<String> SEALED =
      List.of(
          "client_certificate.private_key",
          "lasting_key.secret",
          "launch_handover.token", // for a minute: no key is changed that fast
          "lti11_key.previous_secret",
          "lti11_key.secret",
          "staff_account.totp_secret",
          "tool_key.private_key");

  @TempDir private static Path folder;

  private static TestKeys client;

  private final StringWriter out = new StringWriter();
  private World world = World.fresh();

  @BeforeAll
  static void keys() throws Exception {
    client = TestKeys.make(folder, "Examhall at school", "127.0.0.1");
  }

  @BeforeEach
  void aSecretOfEachKindUnderTheOldKey() {
    try (Core core = new Core(world.config())) {
      core.migrate();
      core.lastingSigner();
    }
    SecretBox box = new SecretBox(OLD);
    long consumer = world.consumer().id();
    new OwnKeys(world.db(), new ToolKeys(box)).renewIfOld();
    change(
        """
        update lti11_key
           set previous_secret = ?, previous_secret_until = now() + interval '1 day'
        """,
        box.seal("lti11_key.secret", EARLIER));
    change(
        "insert into client_certificate (consumer_id, certificate, private_key) values (?, ?, ?)",
        consumer,
        client.certificate(),
        box.seal("client_certificate.private_key", client.certificate() + client.key()));
    change(
        "insert into staff_account (username, password_hash, totp_secret) values ('ann', '', ?)",
        box.seal("staff_account.totp_secret", TOTP));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @Requirement("I36")
  void aDumpTellsNoSecret() throws IOException {
    DevPostgres postgres = Servers.installedPostgres();
    world.close();
    world = World.on(postgres);
    aSecretOfEachKindUnderTheOldKey();
    List<String> secrets = new ArrayList<>(List.of(OLD, EARLIER, TOTP, "PRIVATE KEY", "\"d\":"));
    secrets.add(client.key().lines().skip(1).findFirst().orElseThrow());
    try (RunningApp site = site(OLD, "", "separate")) {
      secrets.add(Staff.admin(world, site).cookie("__Host-staff").orElseThrow());
      secrets.add(cookie(launch(Platform.known(world, site))));
    }

    String dump = dump(postgres);
    postgres.close();

    assertTrue(dump.contains("COPY public.lti11_key"), dump);
    for (String secret : secrets) {
      String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
      assertFalse(dump.contains(secret) || dump.contains(hex), secret);
    }
  }

  @Test
  @Requirement("I36")
  void noColumnThatHoldsASecretIsForgotten() {
    int status = examhall(NEW, OLD, "secrets", "rotate");

    assertEquals(0, status, out.toString());
    assertTrue(out.toString().contains("6 secrets encrypted anew; 6 of 6"), out.toString());
    assertEquals(
        SEALED,
        world
            .db()
            .tx(
                tx ->
                    tx.list(
                        """
                        select table_name || '.' || column_name as name
                          from information_schema.columns
                         where table_schema = current_schema()
                           and data_type = 'bytea'
                           and table_name not like 'qrtz%'
                           and column_name not like '%hash'
                         order by 1
                        """,
                        row -> row.text("name"))));
  }

  @Test
  @Requirement("I36")
  void launchesAndGradesGoOnBeforeWhileAndAfterTheKeyIsChanged() {
    String signed = signed(OLD, "");
    try (Gradebook book = Gradebook.in(world)) {
      try (RunningApp before = site(OLD, NEW, "separate");
          RunningApp after = site(NEW, OLD, "embedded")) {
        Platform atFirst = Platform.known(world, before);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> launches =
            CompletableFuture.supplyAsync(() -> launchUntil(over, atFirst, atFirst.at(after)));

        grade(book);
        examhall(NEW, OLD, "doctor");
        examhall(NEW, OLD, "secrets", "rotate");
        examhall(NEW, OLD, "doctor");
        grade(book);
        over.set(true);

        assertTrue(launches.join() > 1);
      }
      try (RunningApp only = site(NEW, "", "embedded")) {
        launch(Platform.known(world, only));
        grade(book);
      }
    }
    assertEquals(signed, signed(NEW, ""));
    assertTrue(out.toString().contains("run examhall secrets rotate"), out.toString());
    assertTrue(out.toString().contains("take EXAMHALL_PREVIOUS_SECRET_KEY out"), out.toString());
  }

  @Test
  @Requirement("I36")
  void aRotationThatWasInterruptedGoesOn() {
    for (int i = 0; i < 120; i++) {
      world.consumer();
    }

    int interrupted =
        world
            .db()
            .tx(
                tx -> {
                  tx.list(
                      "select id from lti11_key order by secret desc limit 1 for update",
                      row -> row.longAt("id"));
                  return examhall(NEW, OLD, "secrets", "rotate");
                });
    int again = examhall(NEW, OLD, "secrets", "rotate");

    assertEquals(1, interrupted, out.toString());
    assertEquals(0, again, out.toString());
    assertFalse(out.toString().contains("126 secrets encrypted anew"), out.toString());
    assertTrue(out.toString().contains("126 of 126 need no other key"), out.toString());
  }

  private String signed(String key, String other) {
    try (Core core = new Core(config(key, other))) {
      return core.lastingSigner().sign("receipt", "1");
    }
  }

  private void grade(Gradebook book) {
    Student student = book.student();
    try (Core core = new Core(world.config())) {
      core.bell.ring(book.score(student, "0.5"));
      Awaitility.await()
          .until(() -> book.inLms(student).equals(Optional.of(new BigDecimal("0.5"))));
    }
  }

  private static int launchUntil(AtomicBoolean over, Platform... platforms) {
    int launches = 0;
    while (!over.get()) {
      for (Platform platform : platforms) {
        launch(platform);
        launches++;
      }
    }
    return launches;
  }

  private static HttpResponse<String> launch(Platform platform) {
    var answer = platform.launch(Platform.ordinary());
    assertEquals(303, answer.statusCode(), answer.body());
    return answer;
  }

  private static String cookie(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  private RunningApp site(String key, String other, String worker) {
    return RunningApp.start(
        world,
        Map.of(
            Option.SECRET_KEY.variable(), key,
            Option.PREVIOUS_SECRET_KEY.variable(), other,
            Option.WORKER.variable(), worker));
  }

  private Config config(String key, String other) {
    return Config.read(Optional.empty(), environment(key, other));
  }

  private Map<String, String> environment(String key, String other) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), world.config().text(option));
    }
    environment.put(Option.SECRET_KEY.variable(), key);
    environment.put(Option.PREVIOUS_SECRET_KEY.variable(), other);
    return environment;
  }

  private int examhall(String key, String other, String... arguments) {
    return Examhall.commandLine(environment(key, other), new PrintWriter(out, true), new Starter())
        .execute(arguments);
  }

  private void change(String sql, Object... values) {
    world.db().run(tx -> tx.change(sql, values));
  }

  private static String dump(DevPostgres postgres) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("pg_dump", "--host=127.0.0.1", "--port=" + postgres.port(), "world");
    builder.environment().put("PGUSER", postgres.user());
    builder.environment().put("PGPASSWORD", postgres.password());
    return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
