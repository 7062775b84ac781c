package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.Recording;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An LMS registers itself, as somebody's browser and its own server do it. */
class RegistrationIT {
  private static World world;
  private static RunningApp site;

  private final RegisteringLms lms = RegisteringLms.start();
  private final InvitedBrowser browser = new InvitedBrowser(world, site, lms);
  private final String title = World.name("School");
  private final String code = browser.invitation(title, false);

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @AfterEach
  void stop() {
    lms.close();
  }

  @Test
  @Requirement({"DR-01", "DR-02", "DR-03", "DR-04", "DR-05"})
  void anInvitedLmsIsRegisteredAndWaitsForTheAdministrator() {
    lms.answering(
        201,
        """
        {"client_id": 77, "scope": ["a b"],
         "https://purl.imsglobal.org/spec/lti-tool-configuration": {"deployment_id": "9"}}
        """);

    Visitor.Answer done = browser.submit(code, Optional.of("the token"));

    assertEquals(200, done.status(), done.body());
    assertTrue(done.body().contains(InvitedBrowser.CLOSES), done.body());
    assertTrue(done.body().contains("has to activate it"), done.body());
    Lti13Registration stored = browser.stored("77").orElseThrow();
    assertFalse(stored.active());
    assertEquals(lms.url() + "/keys", stored.platform().keySetUrl());
    assertEquals("https://tokens.example", stored.platform().audience());
    assertEquals(List.of("a", "b"), stored.scopes());
    assertEquals("moodle", stored.platform().product());
    assertTrue(
        tx(tx -> new Lti13Deployments().find(tx, stored.id(), "9")).orElseThrow().accepted());
    assertEquals(
        List.of("Bearer the token", "Bearer the token"),
        lms.calls().stream().map(RegisteringLms.Call::authorization).toList());
    assertEquals(site.app() + "/lti13/login", lms.request().path("initiate_login_uri").asText());
    assertEquals(
        site.app().getAuthority(),
        lms.request()
            .path("https://purl.imsglobal.org/spec/lti-tool-configuration")
            .path("domain")
            .asText());
  }

  @Test
  @Requirement({"DR-01", "DR-02", "DR-03"})
  void withoutATokenNoneIsSentAndAnInvitationMayActivateAtOnce() {
    String active = browser.invitation(title, true);
    lms.answering(200, "{\"client_id\": \"d2l\"}");

    Visitor.Answer done = browser.submit(active, Optional.empty());

    assertEquals(200, done.status(), done.body());
    assertTrue(browser.stored("d2l").orElseThrow().active());
    assertEquals(
        List.of("", ""), lms.calls().stream().map(RegisteringLms.Call::authorization).toList());
  }

  @Test
  @Requirement("DR-01")
  void onlyAnInvitationOpensThePageAndLookingCallsNobody() {
    Visitor.Answer invited =
        browser.visitor().get("/lti13/register/" + code + query(lms.configurationUrl()));
    Visitor.Answer slash =
        browser.visitor().get("/lti13/register/" + code + "/" + query("https://x.example/"));
    Visitor.Answer other =
        browser
            .visitor()
            .get("/lti13/register/dynamic/" + code + "/use" + query("https://x.example/"));
    Visitor.Answer stranger = browser.visitor().get("/lti13/register/" + new Tokens().fresh());

    assertTrue(invited.body().contains(lms.configurationUrl()), invited.body());
    assertTrue(invited.body().contains(title), invited.body());
    assertEquals(
        List.of(200, 200, 403), List.of(slash.status(), other.status(), stranger.status()));
    assertEquals(List.of(), lms.calls());
  }

  @Test
  @Requirement("DR-01")
  void thePageMayBeShownInAFrameOfAnLms() {
    Visitor.Answer page = browser.visitor().get("/lti13/register/" + code);

    String policy = page.header("content-security-policy").orElseThrow();
    assertTrue(policy.contains("frame-ancestors 'self' http://127.0.0.2:*"), policy);
    assertTrue(page.header("x-frame-options").isEmpty());
    assertEquals("no-referrer", page.header("referrer-policy").orElseThrow());
  }

  @Test
  @Requirement({"DR-01", "DR-05"})
  void afterAFailureTheSameInvitationSucceeds() {
    String good = "{\"client_id\": \"second try\"}";
    lms.answering(500, "<script>alert(1)</script>");
    Visitor.Answer failed = browser.submit(code, Optional.empty());
    lms.answering(200, good);

    Visitor.Answer done = browser.submit(code, Optional.empty());

    assertFalse(failed.body().contains("<script>alert"), failed.body());
    assertTrue(done.body().contains(InvitedBrowser.CLOSES), done.body());
    assertTrue(browser.stored("second try").isPresent());
  }

  @Test
  @Requirement("DR-06")
  void aClientThatIsKnownIsUpdatedWithConsentOnly() {
    lms.answering(200, "{\"client_id\": \"same\", \"scope\": \"old\"}");
    browser.submit(code, Optional.empty());
    Lti13Registration before = browser.stored("same").orElseThrow();
    String second = browser.invitation(World.name("Other"), true);
    lms.answering(200, "{\"client_id\": \"same\", \"scope\": \"new\"}");

    Visitor.Answer question = browser.submit(second, Optional.empty());
    Lti13Registration meanwhile = browser.stored("same").orElseThrow();
    Visitor.Answer done = browser.consent(second, question);

    assertEquals(200, question.status(), question.body());
    assertFalse(question.body().contains(InvitedBrowser.CLOSES));
    assertEquals(before, meanwhile);
    assertTrue(done.body().contains(InvitedBrowser.CLOSES), done.body());
    Lti13Registration after = browser.stored("same").orElseThrow();
    assertEquals(List.of("new"), after.scopes());
    assertEquals(before.id(), after.id());
    assertFalse(after.active());
    assertEquals(403, browser.visitor().get("/lti13/register/" + second).status());
  }

  @Test
  @Requirement("DR-01")
  void theInitiationOfARealMoodleIsUnderstoodAndItsTokenIsNotLogged() {
    URI recorded = URI.create(Recording.named("dynreg-initiation").url());
    String token = recorded.getRawQuery().replaceFirst(".*registration_token=", "");
    LogRecord log = new LogRecord();
    log.start();

    Visitor.Answer page =
        browser.visitor().get("/lti13/register/" + code + "?" + recorded.getRawQuery());
    browser.submit(code, Optional.of(token));

    log.stop();
    assertTrue(page.body().contains("value=\"" + token + "\""), page.body());
    assertTrue(
        page.body().contains("http://127.0.0.1:18765/mod/lti/openid-configuration.php"),
        page.body());
    assertFalse(log.text().contains(token));
    assertFalse(log.text().contains(code));
  }

  @Test
  @Requirement({"DR-02", "DR-04"})
  void whatARealMoodleSaysAndAnswersIsStored() {
    String there = "http://127.0.0.1:18765";
    String recorded =
        Recording.named("dynreg-openid-configuration").json().at("/response/body").asText();
    lms.saying(
        200,
        recorded
            .replace(there, lms.url().toString())
            .replace("/mod/lti/openid-registration.php", "/register"));
    lms.answering(200, Recording.named("dynreg-ok").json().at("/response/body").asText());

    browser.submit(code, Optional.of("token"));

    Lti13Registration stored = browser.stored("6ldKPPxaUFiiaRt").orElseThrow();
    assertEquals(lms.url() + "/mod/lti/token.php", stored.platform().tokenUrl());
    assertEquals(5, stored.scopes().size());
    assertTrue(stored.rules().acceptDeployments());
    assertTrue(
        tx(tx -> new Lti13Deployments().find(tx, stored.id(), "3")).orElseThrow().accepted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/lti13/canvas.json", "/lti13/register/canvas_config.json"})
  void canvasReadsItsConfigurationFromEitherAddress(String path) {
    Visitor.Answer answer = browser.visitor().get(path);

    JsonNode json = new Json().tree(answer.body()).orElseThrow();
    assertEquals(200, answer.status());
    assertTrue(answer.header("content-type").orElseThrow().startsWith("application/json"));
    assertEquals(site.app() + "/lti13/launch", json.path("target_link_uri").asText());
    assertEquals(site.app() + "/lti13/jwks", json.path("public_jwk_url").asText());
  }

  private static String query(String configuration) {
    return "?openid_configuration=" + configuration;
  }

  private static <T> T tx(Function<Tx, T> work) {
    return world.db().tx(work);
  }
}
