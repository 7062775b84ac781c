package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.lti.Recording;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong with an LMS, or with whoever holds an invitation, is refused; nothing stays behind.
 */
class HostileRegistrationIT {
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
  @Requirement({"DR-01", "I09"})
  void anInvitationIsGoodForOneRegistration() {
    browser.submit(code, Optional.empty());
    int calls = lms.calls().size();

    Visitor.Answer again = browser.submit(code, Optional.empty());

    assertEquals(403, again.status());
    assertFalse(again.body().contains("can still be used"), again.body());
    assertFalse(again.body().contains(InvitedBrowser.CLOSES));
    assertEquals(calls, lms.calls().size());
    assertEquals(403, browser.visitor().get("/lti13/register/" + code).status());
    assertEquals(1, browser.consumers(title));
  }

  @Test
  @Requirement({"DR-02", "I09"})
  void anIssuerOfAnotherHostIsRefusedBeforeAnythingIsAsked() {
    ObjectNode forged = lms.usual();
    forged.put("issuer", "https://canvas.instructure.com");
    lms.saying(200, forged.toString());

    Visitor.Answer answer = browser.submit(code, Optional.of("token"));

    assertRefused(answer, 403, "canvas.instructure.com");
    assertEquals(1, lms.calls().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "http://lms.example/configuration",
        "ftp://127.0.0.2/configuration",
        "file:///etc/passwd",
        "https://user:word@127.0.0.2/",
        "https://0x7f.1/",
        "nonsense",
        ""
      })
  @Requirement({"DR-02", "I09"})
  void aConfigurationThatIsNotOnTheWebIsNotAskedFor(String address) {
    Visitor.Answer answer = browser.submit(code, address, Optional.empty());

    assertRefused(answer, 400, "no https address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "https://localhost/"
      })
  @Requirement({"I08", "DR-02"})
  void privateAddressesAreNotCalledInAnySpelling(String address) {
    Visitor.Answer answer = browser.submit(code, address, Optional.of("token"));

    assertRefused(answer, 403, "is not called");
  }

  @Test
  @Requirement("I08")
  void aRegistrationAddressThatIsPrivateIsNotCalledEither() {
    ObjectNode sly = lms.usual();
    sly.put("registration_endpoint", "https://127.0.0.1:1/register");
    lms.saying(200, sly.toString());

    Visitor.Answer answer = browser.submit(code, Optional.of("token"));

    assertRefused(answer, 403, "127.0.0.1 is not called");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "[]", "{\"issuer\": \"x\"}", "{}{}"})
  @Requirement("DR-02")
  void aConfigurationThatIsNoneIsRefused(String body) {
    lms.saying(200, body);

    assertRefused(browser.submit(code, Optional.empty()), 400, "What the LMS says of itself");
  }

  @Test
  @Requirement("DR-02")
  void aHugeConfigurationIsNotReadToItsEnd() {
    lms.saying(200, "{\"a\": \"" + "x".repeat(300_000) + "\"}");

    assertRefused(browser.submit(code, Optional.empty()), 400, "could not be read");
  }

  static Stream<Recording> refusals() {
    return Recording.all("dynreg-").filter(r -> r.json().at("/response/status").asInt() >= 400);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  @Requirement({"DR-05", "I09"})
  void whatARealMoodleSaysWhenItRefusesIsShownAndSpendsNothing(Recording refusal) {
    int status = refusal.json().at("/response/status").asInt();
    String body = refusal.json().at("/response/body").asText();
    lms.answering(status, body);

    Visitor.Answer answer = browser.submit(code, Optional.of("token"));

    assertRefused(answer, 409, "status " + status);
    assertTrue(unescaped(answer.body()).contains(body.substring(0, 10)), answer.body());
    assertEquals(200, browser.visitor().get("/lti13/register/" + code).status());
  }

  @Test
  @Requirement("DR-04")
  void anAnswerWithoutAClientIdStoresNothing() {
    lms.answering(200, "{\"client_name\": \"Examhall\"}");

    assertRefused(browser.submit(code, Optional.empty()), 400, "gave no client id");
  }

  @Test
  @Requirement("DR-06")
  void consentIsGoodForTheInvitationThatWasAskedWithOnly() {
    lms.answering(200, "{\"client_id\": \"twice\"}");
    browser.submit(code, Optional.empty());
    Visitor.Answer question = browser.submit(browser.invitation(title, false), Optional.empty());
    String other = browser.invitation(title, false);

    Visitor.Answer stolen = browser.consent(other, question);
    Visitor.Answer made =
        browser
            .visitor()
            .post(
                "/lti13/register/" + other + "/update",
                Map.of("proposal", "bWFkZSB1cA"),
                InvitedBrowser.FRAMED);

    assertEquals(List.of(403, 403), List.of(stolen.status(), made.status()));
    assertEquals(200, browser.visitor().get("/lti13/register/" + other).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"authorization_endpoint", "token_endpoint", "jwks_uri", "authorization_server"})
  @Requirement({"DR-06", "I09"})
  void anInvitationChangesNoAddressOfAConnectionThatIsInUse(String address) {
    lms.answering(200, "{\"client_id\": \"in use\"}");
    browser.submit(browser.invitation(World.name("In use"), true), Optional.empty());
    Lti13Registration before = browser.stored("in use").orElseThrow();
    Visitor.Answer question = browser.submit(code, Optional.empty());
    ObjectNode elsewhere = lms.usual();
    elsewhere.put(address, lms.url() + "/elsewhere");
    lms.saying(200, elsewhere.toString());

    Visitor.Answer refused = browser.submit(code, Optional.empty());
    Visitor.Answer same = browser.consent(code, question);

    assertRefused(refused, 409, "only an administrator of Examhall changes the addresses");
    assertTrue(same.body().contains(InvitedBrowser.CLOSES), same.body());
    assertEquals(before, browser.stored("in use").orElseThrow());
  }

  @Test
  @Requirement({"DR-06", "I09"})
  void consentFromBeforeAConnectionWasActivatedChangesNoAddressAfterwards() {
    lms.answering(200, "{\"client_id\": \"activated\"}");
    browser.submit(browser.invitation(World.name("Waits"), false), Optional.empty());
    ObjectNode elsewhere = lms.usual();
    elsewhere.put("jwks_uri", lms.url() + "/elsewhere");
    lms.saying(200, elsewhere.toString());
    Visitor.Answer question = browser.submit(code, Optional.empty());
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update lti13_registration set active = true where client_id = 'activated'"));

    Visitor.Answer late = browser.consent(code, question);

    assertRefused(late, 409, "in use");
    assertEquals(
        lms.url() + "/keys", browser.stored("activated").orElseThrow().platform().keySetUrl());
  }

  private void assertRefused(Visitor.Answer answer, int status, String words) {
    assertEquals(status, answer.status(), answer.body());
    assertTrue(unescaped(answer.body()).contains(words), answer.body());
    assertTrue(answer.body().contains("can still be used"), answer.body());
    assertFalse(answer.body().contains(InvitedBrowser.CLOSES), answer.body());
    assertEquals(0, browser.consumers(title));
  }

  private static String unescaped(String html) {
    return html.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<");
  }
}
