package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins at the address of one registration, where several have the same issuer. */
class LoginAddressIT {
  private static World world;
  private static RunningApp site;

  private Platform13 platform;

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

  @BeforeEach
  void openPlatform() {
    platform = Platform13.known(world, site);
  }

  @AfterEach
  void closePlatform() {
    platform.close();
  }

  @Test
  @Requirement("LI-02")
  void theAddressOfARegistrationNamesItsClientWhereSeveralHaveTheIssuer() {
    anotherOfTheSameIssuer();
    String named = "/lti13/login/" + platform.registration().id();
    String query = platform.student().withoutLogin("client_id").login().encoded();

    Answer ambiguous = platform.browser().get("/lti13/login?" + query);
    Answer begun = platform.browser().get(named + "?" + query);
    Answer posted =
        platform
            .browser()
            .post(
                named,
                Platform13.fields(platform.student().withoutLogin("client_id").login()),
                Map.of());

    assertEquals(400, ambiguous.status());
    for (Answer answer : List.of(begun, posted)) {
      assertEquals(302, answer.status(), answer.body());
      assertTrue(answer.location().contains("client_id=" + platform.registration().clientId()));
    }
    Visitor browser = platform.browser();
    assertEquals(
        303,
        platform.post(browser, platform.authorised(browser.get(named + "?" + query))).status());
  }

  @Test
  @Requirement({"LI-02", "PS-05"})
  void inAFrameALoginAtTheAddressOfARegistrationKeepsItsClient() {
    anotherOfTheSameIssuer();
    String query = platform.student().withoutLogin("client_id").login().encoded();

    Answer first =
        platform
            .browser()
            .send(
                platform
                    .browser()
                    .request("/lti13/login/" + platform.registration().id() + "?" + query)
                    .header("Sec-Fetch-Dest", "iframe")
                    .GET());

    assertEquals(303, first.status(), first.body());
    assertTrue(
        first.location().contains("client_id=" + platform.registration().clientId()),
        first.location());
  }

  @Test
  @Requirement("LI-02")
  void aLoginThatContradictsTheAddressItCameToIsRefusedInWords() {
    long other = anotherOfTheSameIssuer();
    String query = platform.student().login().encoded();

    Answer client = platform.browser().get("/lti13/login/" + other + "?" + query);
    Answer issuer =
        platform
            .browser()
            .get(
                "/lti13/login/"
                    + platform.registration().id()
                    + "?"
                    + platform.student().withLogin("iss", "https://x.test").login().encoded());
    Answer nobody = platform.browser().get("/lti13/login/999999?" + query);

    for (Answer answer : List.of(client, issuer, nobody)) {
      assertEquals(400, answer.status());
      assertTrue(answer.body().contains("address of one connection"), answer.body());
    }
    assertEquals("LOGIN_ADDRESS_OF_ANOTHER", platform.refusals(1).get(0));
  }

  /** A second registration of the platform's issuer; its id. */
  private long anotherOfTheSameIssuer() {
    Lti13Platform known = platform.registration().platform();
    return world
        .registration(
            new Lti13Platform(
                known.issuer(),
                World.name("client"),
                known.authorizationUrl(),
                known.tokenUrl(),
                known.keySetUrl(),
                known.tokenAudience(),
                ""),
            Lti13Rules.USUAL)
        .id();
  }
}
