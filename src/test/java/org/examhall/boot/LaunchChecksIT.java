package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.examhall.cli.Examhall;
import org.examhall.core.consumer.KeySummary;
import org.examhall.core.consumer.LaunchChecks;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.lti.Platform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a key's launches are checked is set on its page or on the command line, and counts at once.
 */
class LaunchChecksIT {
  private static final LaunchChecks USUAL = new LaunchChecks("HMAC-SHA1", 300, false, false);

  private static World world;
  private static RunningApp site;

  private final Platform platform = Platform.known(world, site);
  private final Visitor admin = Staff.admin(world, site);

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  static Stream<Arguments> switches() {
    return Stream.of(
        Arguments.of("later", "on", "--later-versions=on", laterVersion()),
        Arguments.of("admins", "on", "--admins-are-staff=on", adminTeaches()),
        Arguments.of("window", "900", "--window-seconds=900", tenMinutesOld()),
        Arguments.of("method", "HMAC-SHA256", "--minimum-method=HMAC-SHA256", onlySha256()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("switches")
  @Requirement({"OA-01", "OA-12", "RO-04", "L11-02"})
  void onThePageASwitchChangesTheNextLaunch(
      String field, String value, String option, Predicate<Platform> isSo) {
    assertFalse(isSo.test(platform));

    Visitor.Answer saved = save(Map.of(field, value));

    assertTrue(isSo.test(platform));
    assertTrue(admin.get(saved.location()).body().contains("The next launch is checked like this"));
    save(Map.of());
    assertFalse(isSo.test(platform));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("switches")
  @Requirement({"OA-01", "OA-12", "RO-04", "L11-02"})
  void onTheCommandLineASwitchChangesTheNextLaunch(
      String field, String value, String option, Predicate<Platform> isSo) {
    assertFalse(isSo.test(platform));

    int status = command("consumer", "set", "--key", platform.key(), option);

    assertEquals(0, status);
    assertTrue(isSo.test(platform));
    assertEquals(List.of("system"), auditOf("actor"));
  }

  @Test
  @Requirement("RO-04")
  void whoChangedWhatIsInTheAuditLogAndWhatChangedNothingIsNot() {
    save(Map.of());
    assertEquals(List.of(), auditOf("actor"));

    save(Map.of("admins", "on", "window", "600"));

    assertTrue(auditOf("actor").get(0).startsWith("staff:"));
    assertEquals(List.of("off to on"), auditOf("details->>'admins-are-staff'"));
    assertEquals(List.of("300 to 600"), auditOf("details->>'window-seconds'"));
    assertEquals(List.of(""), auditOf("coalesce(details->>'later-versions', '')"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"59", "5401", "-300", "soon", "99999999999", "3e2"})
  @Requirement("OA-12")
  void aWindowOutsideItsBoundsIsSaidOnTheFormWithWhatWasTyped(String window) {
    Visitor.Answer answer = save(Map.of("window", window, "later", "on"));

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("from 60 to 5,400"), answer.body());
    assertTrue(answer.body().contains("value=\"" + window + "\""), answer.body());
    assertEquals(USUAL, key().checks());
  }

  @Test
  @Requirement("OA-01")
  void aMethodThatIsNotOfferedIsRefused() {
    assertEquals(400, save(Map.of("method", "PLAINTEXT")).status());
    assertEquals(1, command("consumer", "set", "--key", platform.key(), "--minimum-method=NONE"));
    assertEquals(USUAL, key().checks());
  }

  @Test
  void theCommandLineRefusesWhatItCannotDoAndLeavesTheRestAsItIs() {
    String key = platform.key();

    assertEquals(1, command("consumer", "set", "--key", World.name("nobody")));
    assertEquals(1, command("consumer", "set", "--key", key, "--window-seconds=59"));
    assertEquals(2, command("consumer", "set", "--key", key, "--later-versions=perhaps"));
    assertEquals(0, command("consumer", "set", "--key", key, "--window-seconds=900"));
    assertEquals(0, command("consumer", "set", "--key", key, "--later-versions=on"));
    assertEquals(new LaunchChecks("HMAC-SHA1", 900, true, false), key().checks());
  }

  @Test
  void aKeyIsNotChangedThroughAnotherConsumersPage() {
    KeySummary other = keyOf(Platform.known(world, site));
    admin.get("/admin/consumers/" + key().consumerId());

    Visitor.Answer answer =
        admin.post(
            "/admin/consumers/%d/keys/%d/checks".formatted(key().consumerId(), other.id()),
            Map.of("method", "HMAC-SHA1", "window", "300", "admins", "on"));

    assertEquals(404, answer.status());
    assertEquals(USUAL, world.db().tx(tx -> keys().summary(tx, other.key())).checks());
  }

  private static Predicate<Platform> laterVersion() {
    Map<String, String> fields = Platform.ordinary();
    fields.put("lti_version", "LTI-1p1");
    return from -> from.launch(fields).statusCode() == 303;
  }

  private static Predicate<Platform> adminTeaches() {
    Map<String, String> fields = Platform.ordinary();
    fields.put("roles", "urn:lti:instrole:ims/lis/Administrator");
    return from -> home(from, from.launch(fields)).contains("name=\"package\"");
  }

  private static Predicate<Platform> tenMinutesOld() {
    return from -> {
      Instant then = Instant.now().minusSeconds(600);
      return from.launch(Platform.ordinary(), OAuth.Method.HMAC_SHA1, then).statusCode() == 303;
    };
  }

  private static Predicate<Platform> onlySha256() {
    return from -> {
      Instant now = Instant.now();
      int sha256 = from.launch(Platform.ordinary(), OAuth.Method.HMAC_SHA256, now).statusCode();
      assertEquals(303, sha256);
      return from.launch(Platform.ordinary()).statusCode() == 401;
    };
  }

  private static String home(Platform platform, HttpResponse<String> launched) {
    String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    return platform.get(launched.headers().firstValue("Location").orElseThrow(), cookie).body();
  }

  /** Sends the form with the usual values, but for these. */
  private Visitor.Answer save(Map<String, String> fields) {
    String page = "/admin/consumers/" + key().consumerId();
    assertEquals(200, admin.get(page).status());
    Map<String, String> all = new HashMap<>(Map.of("method", "HMAC-SHA1", "window", "300"));
    all.putAll(fields);
    return admin.post(page + "/keys/" + key().id() + "/checks", all);
  }

  private static int command(String... arguments) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), site.config().text(option));
    }
    PrintWriter out = new PrintWriter(new StringWriter());
    return Examhall.commandLine(environment, out, new Starter()).setErr(out).execute(arguments);
  }

  private List<String> auditOf(String column) {
    String subject = "consumer:" + key().consumerId();
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    "select "
                        + column
                        + " as found from audit_log where subject = ? and action = ? order by id",
                    row -> row.text("found"),
                    subject,
                    "consumer.checks_changed"));
  }

  private KeySummary key() {
    return keyOf(platform);
  }

  private static KeySummary keyOf(Platform platform) {
    return world.db().tx(tx -> keys().summary(tx, platform.key()));
  }

  private static Lti11Keys keys() {
    return new Lti11Keys(new SecretBox(World.SECRET_KEY));
  }
}
