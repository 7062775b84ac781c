package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.examhall.demo.lms.Form;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of LTI 1.3 at the running site. */
class Login13IT {
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
  @Requirement({"LI-01", "LI-03", "LI-07"})
  void aLoginByGetOrPostGoesOnAtThePlatformAndIsNotCached() {
    Form login = platform.student().login();

    Answer posted = platform.post(platform.browser(), login);
    Answer got = platform.browser().get("/lti13/login?" + login.encoded());

    for (Answer begun : List.of(posted, got)) {
      assertEquals(302, begun.status(), begun.body());
      assertTrue(begun.location().startsWith(platform.lms().url() + "/lti13/auth?"));
      assertEquals("no-store", begun.header("Cache-Control").orElse(""));
      assertEquals("no-referrer", begun.header("Referrer-Policy").orElse(""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "login_hint", "target_link_uri"})
  @Requirement("LI-01")
  void aLoginThatLacksAParameterIsToldWhich(String name) {
    Answer answer = platform.begin(platform.browser(), platform.student().withoutLogin(name));

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains(name), answer.body());
  }

  @Test
  @Requirement({"LI-02", "I34"})
  void aLoginOfAStrangerOrIntoAForeignPlaceBeginsNothing() {
    Answer stranger =
        platform.begin(platform.browser(), platform.student().withLogin("iss", "https://x.test"));
    Answer client =
        platform.begin(platform.browser(), platform.student().withLogin("client_id", "other"));
    Answer foreign =
        platform.begin(
            platform.browser(),
            platform.student().withLogin("target_link_uri", "https://evil.test/lti13/launch"));

    assertEquals(
        List.of(400, 400, 400), Stream.of(stranger, client, foreign).map(Answer::status).toList());
    assertEquals(
        List.of("LOGIN_TARGET_FOREIGN", "CLIENT_UNKNOWN", "ISSUER_UNKNOWN"), platform.refusals(3));
  }

  @Test
  @Requirement("LI-02")
  void aLoginWithoutAClientIsForTheOnlyRegistrationOfItsIssuer() {
    Answer begun = platform.begin(platform.browser(), platform.student().withoutLogin("client_id"));

    assertEquals(302, begun.status());
    assertTrue(begun.location().contains("client_id=" + platform.registration().clientId()));
  }

  @Test
  @Requirement({"LI-03", "LI-05"})
  void hintsGoBackByteForByteAndNoStateIsLikeAnother() {
    String odd = "a%2B+b&c=é☃ \"{}" + "x".repeat(4_000);

    Answer one =
        platform.begin(platform.browser(), platform.student().withLogin("lti_message_hint", odd));
    Answer other =
        platform.begin(platform.browser(), platform.student().withLogin("lti_message_hint", odd));

    assertEquals(odd, Platform13.query(one).get("lti_message_hint"));
    assertTrue(Platform13.query(one).get("state").matches("[\\w-]{22,}"));
    assertNotEquals(Platform13.query(one).get("state"), Platform13.query(other).get("state"));
    assertNotEquals(Platform13.query(one).get("nonce"), Platform13.query(other).get("nonce"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"login_hint", "lti_message_hint"})
  @Requirement("LI-03")
  void aHintThatNoAddressCouldBringBackIsRefusedInWords(String name) {
    Answer answer =
        platform.begin(platform.browser(), platform.student().withLogin(name, "x".repeat(40_000)));

    assertEquals(413, answer.status());
    assertTrue(answer.body().contains("sent more than"), answer.body());
    assertEquals(List.of("LOGIN_TOO_LONG"), platform.refusals(1));
  }

  @Test
  @Requirement("PS-05")
  void inAFrameTheLoginGoesOnAsSoonAsTheBrowserGaveACookieBack() {
    Visitor browser = platform.browser();

    Answer first = framed(browser, "/lti13/login?" + platform.student().login().encoded());
    Answer second = framed(browser, first.location());
    Answer later = framed(browser, "/lti13/login?" + platform.student().login().encoded());

    assertEquals(303, first.status(), first.body());
    assertEquals(303, platform.post(browser, platform.authorised(second)).status());
    assertEquals(302, later.status(), later.body());
  }

  @Test
  @Requirement({"LI-03", "PS-05"})
  void inAFrameALoginThatNoAddressOfOursHoldsGoesOnAtOnce() {
    Form login = platform.student().withLogin("login_hint", "漢".repeat(4_000)).login();

    Answer answer =
        platform
            .browser()
            .post(
                "/lti13/login",
                Platform13.fields(login),
                Map.of("Sec-Fetch-Dest", "iframe", "Sec-Fetch-Site", "cross-site"));

    assertEquals(302, answer.status(), answer.body());
    assertEquals("漢".repeat(4_000), Platform13.query(answer).get("login_hint"));
  }

  @Test
  @Requirement("PS-05")
  void aFrameWithoutCookiesIsOfferedAWindowWhileTheHintIsStillGood() {
    Visitor frame = platform.browser();
    Visitor window = platform.browser();

    Answer first = framed(frame, "/lti13/login?" + platform.student().login().encoded());
    Answer offer = framed(platform.browser(), first.location());
    Matcher link = Pattern.compile("href=\"(/lti13/login[^\"]+)\"").matcher(offer.body());

    assertTrue(link.find(), offer.body());
    Answer begun = window.get(link.group(1).replace("&amp;", "&"));
    assertEquals(303, platform.post(window, platform.authorised(begun)).status());
  }

  private static Answer framed(Visitor browser, String path) {
    return browser.send(browser.request(path).header("Sec-Fetch-Dest", "iframe"));
  }
}
