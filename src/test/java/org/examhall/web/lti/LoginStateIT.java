package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.examhall.demo.lms.Form;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What binds a launch of LTI 1.3 to the login that it ends. */
class LoginStateIT {
  private static World world;
  private static RunningApp site;
  private static Platform13 platform;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform13.known(world, site);
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  @Test
  @Requirement({"LI-05", "LI-06"})
  void eachLoginHasACookieOfItsOwnThatLivesAsLongAsItsState() {
    Visitor browser = platform.browser();

    Answer one = platform.begin(browser, platform.student());
    Answer other = platform.begin(browser, platform.teacher());
    Answer launched = platform.post(browser, platform.authorised(one));

    for (Answer begun : List.of(one, other)) {
      String cookie = cookieOf(begun);
      assertTrue(
          List.of(cookie.split("; ", -1))
              .containsAll(
                  List.of(
                      "Max-Age=600",
                      "Path=/",
                      "Secure",
                      "HttpOnly",
                      "SameSite=None",
                      "Partitioned")),
          cookie);
      assertFalse(cookie.contains(Platform13.query(begun).get("state")), cookie);
    }
    assertNotEquals(nameOf(cookieOf(one)), nameOf(cookieOf(other)));
    assertTrue(
        launched.setCookies().stream()
            .anyMatch(c -> nameOf(c).equals(nameOf(cookieOf(one))) && c.contains("Max-Age=0")),
        launched.setCookies().toString());
    assertEquals(303, platform.post(browser, platform.authorised(other)).status());
  }

  @Test
  @Requirement("LI-05")
  void aStateIsGoodForTenMinutesAndKeptAsAHashOnly() {
    Answer begun = platform.begin(platform.browser(), platform.student());

    String state = Platform13.query(begun).get("state");
    String kept =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        """
                        select round(extract(epoch from expires_at - now()) / 60) || ' '
                               || registration_id || ' ' || target_link_uri as line
                          from lti_state
                         where state_hash = ?
                        """,
                        row -> row.text("line"),
                        new Tokens().hash(state)));

    assertEquals(
        "10 " + platform.registration().id() + " " + site.app().resolve("/lti13/launch"), kept);
    assertTrue(state.matches("[\\w-]{22,}"), state); // 128 bits of base64url, without "="
  }

  @Test
  @Requirement({"LA-02", "LA-09", "LI-05", "I06"})
  void aLaunchIsGoodOnce() {
    Visitor browser = platform.browser();
    Form token = platform.authorised(platform.begin(browser, platform.student()));

    Answer first = platform.post(browser, token);
    Answer second = platform.post(browser, token);

    assertEquals(List.of(303, 401), List.of(first.status(), second.status()));
    assertEquals(List.of("STATE_USED"), platform.refusals(1));
  }

  @Test
  @Requirement({"LA-02", "LA-09", "LI-05", "I06"})
  void aStateFromElsewhereOpensNothing() {
    Visitor browser = platform.browser();
    Form token = platform.authorised(platform.begin(browser, platform.student()));
    Form other = platform.authorised(platform.begin(browser, platform.student()));
    long before = platform.launches();

    Answer none =
        browser.post("/lti13/launch", Map.of("id_token", token.value("id_token")), Map.of());
    Answer unknown = browser.post("/lti13/launch", withState(token, "x".repeat(32)), Map.of());
    Answer swapped =
        browser.post("/lti13/launch", withState(token, other.value("state")), Map.of());

    assertEquals(
        List.of(401, 401, 401), Stream.of(none, unknown, swapped).map(Answer::status).toList());
    assertEquals(List.of("NONCE_WRONG", "STATE_UNKNOWN", "STATE_MISSING"), platform.refusals(3));
    assertEquals(before, platform.launches());
  }

  @Test
  @Requirement({"LA-02", "LA-06", "LI-05", "I06"})
  void aLoginOfOnePlatformIsNotEndedByTheTokenOfAnother() {
    try (Platform13 other = Platform13.known(world, site)) {
      Visitor browser = platform.browser();
      Form ours = platform.authorised(platform.begin(browser, platform.student()));
      Form theirs = other.authorised(other.begin(browser, other.student()));
      long before = platform.launches();

      Answer answer =
          browser.post("/lti13/launch", withState(theirs, ours.value("state")), Map.of());

      assertEquals(401, answer.status());
      assertEquals(List.of("KID_UNKNOWN"), platform.refusals(1));
      assertEquals(before, platform.launches());
      assertEquals(0, other.launches());
    }
  }

  @Test
  @Requirement({"LA-02", "LI-05", "I06"})
  void aWrongSecretInTheStatesCookieOpensNothing() {
    Visitor browser = platform.browser();
    Form token = platform.authorised(platform.begin(browser, platform.student()));
    String name = "__Host-s-" + token.value("state").substring(0, 12);

    Answer answer = platform.post(platform.browser().withCookie(name, "x".repeat(32)), token);

    assertEquals(401, answer.status());
    assertEquals(List.of("STATE_OF_ANOTHER_BROWSER"), platform.refusals(1));
  }

  @Test
  @Requirement({"LA-02", "LI-05"})
  void aStateThatExpiredOpensNothing() {
    Visitor browser = platform.browser();
    Form token = platform.authorised(platform.begin(browser, platform.student()));
    world
        .db()
        .run(tx -> tx.change("update lti_state set expires_at = now() - interval '1 second'"));

    Answer answer = platform.post(browser, token);

    assertEquals(401, answer.status());
    assertEquals(List.of("STATE_EXPIRED"), platform.refusals(1));
  }

  private static Map<String, String> withState(Form token, String state) {
    Map<String, String> fields = new HashMap<>(Platform13.fields(token));
    fields.put("state", state);
    return fields;
  }

  private static String cookieOf(Answer begun) {
    return begun.setCookies().stream().filter(c -> c.startsWith("__Host-s-")).findFirst().get();
  }

  private static String nameOf(String cookie) {
    return cookie.substring(0, cookie.indexOf('='));
  }
}
