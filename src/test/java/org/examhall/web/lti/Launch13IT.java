package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.demo.lms.Form;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.lti13.Signing;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Launches of LTI 1.3 at the running site, from a platform that speaks it. */
class Launch13IT {
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
  @Requirement({"LA-02", "LA-09", "LI-03", "LI-04", "I28", "PS-04"})
  void aGoodLaunchOpensPagesOfItsOwnBoundToTheBrowserByItsCookie() {
    Visitor browser = platform.browser();

    Answer launched = platform.launch(browser, platform.teacher());

    assertEquals(303, launched.status(), launched.body());
    assertTrue(launched.location().matches("/l/[\\w-]{32}/"), launched.location());
    String cookie =
        launched.setCookies().stream().filter(c -> c.startsWith("__Host-l-")).findFirst().get();
    assertTrue(
        Stream.of("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/")
            .allMatch(cookie::contains),
        cookie);
    assertEquals(200, browser.get(launched.location()).status());
    assertEquals(403, platform.browser().get(launched.location()).status());
  }

  @Test
  @Requirement("CG-01")
  void whereTheGroupsOfTheCourseAreIsKept() {
    platform.launch(platform.student());

    String course = platform.lms().url() + "/lti13/courses/algebra-1";
    List<String> kept =
        world
            .db()
            .tx(
                tx ->
                    tx.list(
                        "select groups_url || ' ' || group_sets_url as urls from roster where memberships_url = ?",
                        row -> row.text("urls"),
                        course + "/members"));
    assertEquals(List.of(course + "/groups " + course + "/group-sets"), kept);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        Arguments.of("SIGNATURE_WRONG", change(l -> l.signedWith(Signing.STRANGER))),
        Arguments.of("ALGORITHM_NONE", change(l -> l.signedWith(Signing.NOTHING))),
        Arguments.of(
            "ALGORITHM_SYMMETRIC", change(l -> l.signedWith(Signing.PUBLIC_KEY_AS_SECRET))),
        Arguments.of("ALGORITHM_SYMMETRIC", change(l -> l.signedWith(Signing.CLIENT_ID_AS_SECRET))),
        Arguments.of("ALGORITHM_NOT_ALLOWED", change(l -> l.signedWith(Signing.ELLIPTIC))),
        Arguments.of("KID_UNKNOWN", change(l -> l.withHeader("kid", "nobody"))),
        Arguments.of("EXPIRED", change(l -> l.at(java.time.Instant.now().minusSeconds(200)))),
        Arguments.of(
            "ISSUED_IN_FUTURE", change(l -> l.at(java.time.Instant.now().plusSeconds(200)))),
        Arguments.of("AUDIENCE_WRONG", change(l -> l.with("aud", "other"))),
        Arguments.of(
            "AUTHORIZED_PARTY_MISSING",
            change(l -> l.with("aud", List.of(platform.registration().clientId(), "other")))),
        Arguments.of("ISSUER_WRONG", change(l -> l.with("iss", platform.lms().url() + "/"))),
        Arguments.of("NONCE_MISSING", change(l -> l.without("nonce"))),
        Arguments.of("NONCE_WRONG", change(l -> l.with("nonce", "never-issued"))),
        Arguments.of("DEPLOYMENT_CHANGED", change(l -> l.with("L:deployment_id", "another"))),
        Arguments.of("DEPLOYMENT_UNKNOWN", change(Launch13IT::elsewhere)),
        Arguments.of("LTI_VERSION_WRONG", change(l -> l.with("L:version", "1.3"))),
        Arguments.of(
            "TARGET_CHANGED", change(l -> l.with("L:target_link_uri", site.app() + "/other"))),
        Arguments.of(
            "TARGET_FOREIGN", change(l -> l.with("L:target_link_uri", "https://evil.test/"))),
        Arguments.of("ROLES_MISSING", change(l -> l.without("L:roles"))),
        Arguments.of("RESOURCE_LINK_MISSING", change(l -> l.without("L:resource_link"))),
        Arguments.of(
            "MESSAGE_TYPE_UNSUPPORTED",
            change(l -> l.with("L:message_type", "LtiStartProctoring"))));
  }

  interface Change {
    Launch13 of(Launch13 launch);
  }

  private static Change change(Change change) {
    return change;
  }

  /** From another deployment of the platform. */
  private static Launch13 elsewhere(Launch13 launch) {
    return launch.withLogin("lti_deployment_id", "campus-2").with("L:deployment_id", "campus-2");
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  @Requirement({
    "I05", "LA-03", "LA-06", "LA-07", "LA-08", "LA-09", "LA-10", "LA-11", "LA-12", "LA-13", "LA-17"
  })
  void whatIsNoGenuineLaunchOpensNothingAndIsKeptWithItsReason(String fault, Change change) {
    long before = platform.launches();

    Answer answer = platform.launch(change.of(platform.student()));

    assertTrue(
        answer.status() >= 400 || answer.location().startsWith(platform.lms().url() + "/as/s1"),
        answer.status() + " " + answer.body());
    assertEquals(List.of(fault), platform.refusals(1));
    assertEquals(before, platform.launches());
    assertFalse(answer.setCookies().stream().anyMatch(c -> c.startsWith("__Host-l-")));
  }

  @Test
  @Requirement("LA-17")
  void aMessageThatWeDoNotServeIsAnsweredWithThoseThatWeDo() {
    Launch13 launch =
        platform
            .student()
            .with("L:message_type", "LtiStartProctoring")
            .without("L:launch_presentation");

    Answer answer = platform.launch(launch);

    assertEquals(400, answer.status(), answer.body());
    for (String served :
        List.of(
            "LtiResourceLinkRequest",
            "LtiDeepLinkingRequest",
            "LtiSubmissionReviewRequest",
            "DataPrivacyLaunchRequest")) {
      assertTrue(answer.body().contains(served), answer.body());
    }
  }

  @Test
  @Requirement({"LA-19", "RT-03"})
  void whatIsRefusedAfterVerificationGoesBackToThePlatformInWords() {
    Answer answer = platform.launch(platform.student().without("L:roles"));

    assertEquals(303, answer.status());
    assertTrue(answer.location().startsWith(platform.lms().url() + "/as/s1/return?"));
    assertTrue(Platform13.query(answer).containsKey("lti_errormsg"));
    assertTrue(Platform13.query(answer).get("lti_errorlog").startsWith("ROLES_MISSING "));
  }

  @Test
  @Requirement({"LA-02", "I06"})
  void ofManyCopiesOfALaunchAtOnceOneWins() {
    Visitor browser = platform.browser();
    Form token = platform.authorised(platform.begin(browser, platform.student()));
    long before = platform.launches();

    List<CompletableFuture<Answer>> copies =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> platform.post(platform.browser().like(browser), token)))
            .toList();

    assertEquals(
        1, copies.stream().map(CompletableFuture::join).filter(a -> a.status() == 303).count());
    assertEquals(before + 1, platform.launches());
  }

  @Test
  @Requirement({"LA-02", "I06", "PS-05"})
  void anotherBrowserGetsNoSessionButAWayToStartAgainInAWindow() {
    Form token = platform.authorised(platform.begin(platform.browser(), platform.student()));
    long before = platform.launches();

    Answer answer = platform.post(platform.browser(), token);

    assertEquals(200, answer.status());
    assertTrue(answer.body().contains("target=\"_blank\""), answer.body());
    assertTrue(answer.body().contains("/lti13/login?iss="), answer.body());
    assertFalse(answer.setCookies().stream().anyMatch(c -> c.startsWith("__Host-l-")));
    assertEquals(before, platform.launches());
  }

  @Test
  @Requirement("LA-01")
  void anErrorOfThePlatformIsShownEscapedAndSpendsTheState() {
    Visitor browser = platform.browser();
    Form token = platform.authorised(platform.begin(browser, platform.student()));
    Map<String, String> error =
        Map.of(
            "error", "login_required",
            "error_description", "<b>sign in</b>",
            "state", token.value("state"));

    Answer shown = browser.post("/lti13/launch", error, Map.of());
    Answer late = platform.post(browser, token);

    assertEquals(400, shown.status());
    assertTrue(shown.body().contains("login_required"), shown.body());
    assertTrue(shown.body().contains("&lt;b&gt;"), shown.body());
    assertEquals(401, late.status());
  }

  @Test
  @Requirement("LA-01")
  void aLaunchIsAFormPostAndItsTokenInABody() {
    Visitor browser = platform.browser();
    Form token = platform.authorised(platform.begin(browser, platform.student()));

    Answer got = browser.get("/lti13/launch?" + token.encoded());
    Answer queried = browser.post("/lti13/launch?" + token.encoded(), Map.of(), Map.of());

    assertEquals(405, got.status());
    assertEquals(401, queried.status());
    assertEquals(303, platform.post(browser, token).status());
  }

  @Test
  @Requirement("LA-11")
  void anUnknownDeploymentIsAcceptedAtItsFirstLaunchWhereTheRegistrationSaysSo() {
    try (Platform13 open = Platform13.known(world, site, Lti13Rules.USUAL.with(true, false))) {
      Answer launched = open.launch(elsewhere(open.student()));

      assertEquals(303, launched.status(), launched.body());
      assertTrue(launched.location().startsWith("/l/"), launched.location());
    }
  }

  @Test
  @Requirement("LA-16")
  void theSameSubOfTwoPlatformsIsTwoPeople() {
    try (Platform13 other = Platform13.known(world, site)) {
      platform.launch(platform.student());
      other.launch(other.student());

      long people =
          world
              .db()
              .tx(
                  tx ->
                      tx.only(
                          """
                          select count(distinct person_id) as n
                            from person_alias
                           where lti_user_id = 's1'
                             and consumer_id in (?, ?)
                          """,
                          row -> row.longAt("n"),
                          platform.registration().consumerId(),
                          other.registration().consumerId()));
      assertEquals(2, people);
    }
  }

  @Test
  @Requirement("LA-16")
  void twoSubsWithOneEmailAreTwoPeople() {
    platform.launch(platform.student().with("sub", "twin-1").with("email", "twin@example.edu"));
    platform.launch(platform.student().with("sub", "twin-2").with("email", "twin@example.edu"));

    long people =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select count(*) as n from person where email = 'twin@example.edu'",
                        row -> row.longAt("n")));
    assertEquals(2, people);
  }

  @Test
  @Requirement({"PS-06", "I28"})
  void twoLaunchesInOneBrowserLiveSideBySide() {
    Visitor browser = platform.browser();
    Answer teacherBegun = platform.begin(browser, platform.teacher());
    Answer studentBegun = platform.begin(browser, platform.student());

    String teacher = platform.post(browser, platform.authorised(teacherBegun)).location();
    String student = platform.post(browser, platform.authorised(studentBegun)).location();

    assertEquals(200, browser.get(teacher).status());
    assertEquals(200, browser.get(student).status());
    assertTrue(
        browser.get(teacher).body().contains("name=package")
            || browser.get(teacher).body().contains("name=\"package\""));
    assertFalse(browser.get(student).body().contains("name=\"package\""));
  }

  @Test
  @Requirement({"KY-01", "KY-03"})
  void ourKeysArePublishedWithPublicMembersOnly() {
    Answer one = platform.browser().get("/lti13/jwks");
    Answer other = platform.browser().get("/.well-known/jwks.json");

    assertEquals(one.body(), other.body());
    assertTrue(one.header("Content-Type").orElse("").startsWith("application/json"));
    assertTrue(one.body().startsWith("{\"keys\":[{"), one.body());
    assertFalse(one.body().contains("\"d\":"), one.body());
    assertTrue(one.header("Cache-Control").orElse("").contains("max-age=3600"));
  }

  @Test
  @Requirement("LI-02")
  void aRegistrationThatIsSwitchedOffMeanwhileLaunchesNobody() {
    try (Platform13 closing = Platform13.known(world, site)) {
      Visitor browser = closing.browser();
      Form token = closing.authorised(closing.begin(browser, closing.student()));
      world
          .db()
          .run(
              tx ->
                  tx.change(
                      "update lti13_registration set active = false where id = ?",
                      closing.registration().id()));

      assertEquals(403, closing.post(browser, token).status());
      assertEquals(403, closing.begin(browser, closing.student()).status());
      assertEquals(List.of("REGISTRATION_INACTIVE", "REGISTRATION_INACTIVE"), platform.refusals(2));
    }
  }
}
