package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launch endpoint of the running site. */
class LaunchIT {
  private static World world;
  private static RunningApp site;
  private static Platform platform;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform.known(world, site);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/lti11/launch", "/lti11/launch/", "/lti_entry", "/lti_entry/", "/lti", "/lti/"})
  @Requirement({"L11-01", "PX-03"})
  void everyOldAndNewAddressAnswersTheLaunchItselfAndNeverRedirectsIt(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(site.app() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("nothing=signed"));

    HttpResponse<String> answer = platform.send(request);

    assertEquals(401, answer.statusCode());
  }

  @Test
  @Requirement("L11-01")
  void aLaunchThatIsNoFormPostIsRefusedReadably() {
    var asGet = HttpRequest.newBuilder(site.app().resolve("/lti11/launch"));
    var asJson =
        HttpRequest.newBuilder(site.app().resolve("/lti11/launch"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));

    assertEquals(405, platform.send(asGet).statusCode());
    HttpResponse<String> answer = platform.send(asJson);
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("<h1"), answer.body());
  }

  @Test
  @Requirement({"L11-02", "I27"})
  void aGoodLaunchOpensPagesOfItsOwnBoundToTheBrowserByItsCookie() {
    HttpResponse<String> launched = platform.launch(Platform.ordinary());

    String home = location(launched);
    String cookie = cookie(launched);
    assertEquals(303, launched.statusCode());
    assertTrue(home.matches("/l/[A-Za-z0-9_-]{32}/"), home);
    assertEquals(200, platform.get(home, cookie).statusCode());
    assertNotEquals(200, platform.get(home, "").statusCode());
    assertFalse(home.contains(cookie.split("=")[1]));
  }

  @Test
  @Requirement({"I27", "I28"})
  void theCookieIsAHostCookieForThirdPartyFrames() {
    String header = setCookie(platform.launch(Platform.ordinary()));

    assertTrue(header.startsWith("__Host-l-"), header);
    for (String flag : List.of("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/")) {
      assertTrue(header.contains("; " + flag), header);
    }
  }

  @Test
  @Requirement({"I27", "I28"})
  void twoLaunchesOfOneBrowserLiveSideBySideAndNeitherOpensTheOther() {
    HttpResponse<String> first = platform.launch(Platform.ordinary());
    HttpResponse<String> second = platform.launch(Platform.ordinary());

    String both = cookie(first) + "; " + cookie(second);

    assertEquals(200, platform.get(location(first), both).statusCode());
    assertEquals(200, platform.get(location(second), both).statusCode());
    assertNotEquals(200, platform.get(location(second), cookie(first)).statusCode());
  }

  @Test
  @Requirement({"I01", "OA-14", "L11-03"})
  void unknownKeyWrongSecretAndDisabledKeyLookTheSame() {
    Map<String, String> incomplete = Map.of("lti_message_type", "nonsense");
    List<HttpResponse<String>> answers =
        Stream.of(
                Platform.with(site, "nobody", "secret").launch(incomplete),
                Platform.with(site, platform.key(), "another").launch(incomplete),
                disabled().launch(incomplete))
            .toList();

    assertEquals(List.of(401, 401, 401), answers.stream().map(HttpResponse::statusCode).toList());
    assertEquals(1, answers.stream().map(a -> withoutReference(a.body())).distinct().count());
  }

  @Test
  @Requirement({"I02", "OA-13"})
  void ofManyCopiesOfOneLaunchExactlyOneGetsIn() {
    String form = platform.form(Platform.ordinary());

    long accepted =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> platform.post(form)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.statusCode() == 303)
            .count();

    assertEquals(1, accepted);
    assertEquals(401, platform.post(form).statusCode());
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  @Requirement({"I03", "OA-12", "OA-16"})
  void aClockTenMinutesOffIsExplainedToTheAdminOnly(long seconds) {
    String form = platform.form(Platform.ordinary(), Instant.now().plusSeconds(seconds));

    HttpResponse<String> answer = platform.post(form);

    LaunchRefusal refusal = newestRefusal();
    assertEquals(401, answer.statusCode());
    assertFalse(answer.body().contains("clock"));
    assertTrue(answer.body().contains(refusal.reference()));
    assertEquals("TIMESTAMP_OUTSIDE_WINDOW", refusal.fault());
    assertEquals(seconds, refusal.clockAheadSeconds().orElseThrow(), 30);
  }

  @Test
  @Requirement("OA-16")
  void aRefusalKeepsTheBaseStringAndNoSecret() {
    Platform.with(site, platform.key(), "another").launch(Platform.ordinary());

    LaunchRefusal refusal = newestRefusal();

    assertEquals("SIGNATURE_WRONG", refusal.fault());
    assertTrue(refusal.baseString().startsWith("POST&http%3A%2F%2Flocalhost"));
    assertFalse(refusal.toString().contains("another"));
  }

  @Test
  @Requirement("I04")
  void oddNamesAreKeptOrCutByCharactersAndNeverRefused() {
    for (String name :
        List.of(
            "", "😀".repeat(30), "עברית \u202eשם\u202c", "x".repeat(2_000), "😀".repeat(1_000))) {
      Map<String, String> launch = Platform.ordinary();
      launch.put("lis_person_name_full", name);

      HttpResponse<String> launched = platform.launch(launch);

      assertEquals(303, launched.statusCode(), name);
      assertEquals(200, platform.get(location(launched), cookie(launched)).statusCode(), name);
      String stored = nameOf(launch.get("user_id"));
      assertTrue(name.startsWith(stored), stored);
      assertTrue(stored.codePointCount(0, stored.length()) <= 500);
    }
  }

  @Test
  @Requirement({"RO-07"})
  void theRoleIsDecidedAnewByEachLaunch() {
    Map<String, String> launch = Platform.ordinary();
    launch.put("roles", "Instructor");
    HttpResponse<String> teaching = platform.launch(launch);
    launch.put("roles", "Learner");
    HttpResponse<String> learning = platform.launch(launch);

    String asTeacher = platform.get(location(teaching), cookie(teaching)).body();
    String asLearner = platform.get(location(learning), cookie(learning)).body();

    assertTrue(asTeacher.contains("name=\"package\""), asTeacher);
    assertFalse(asLearner.contains("name=\"package\""), asLearner);
  }

  @Test
  @Requirement("L11-04")
  void aLaunchWithoutAPersonIsExplained() {
    Map<String, String> launch = Platform.ordinary();
    launch.remove("user_id");

    HttpResponse<String> answer = platform.launch(launch);

    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("who you are"));
  }

  @Test
  @Requirement({"RT-01", "RT-03", "I34"})
  void whatFailsAfterTheSignatureGoesBackToTheCourseWithItsReason() {
    Map<String, String> launch = Platform.ordinary();
    launch.remove("resource_link_id");
    launch.put("launch_presentation_return_url", "https://lms.example.edu/course?id=7#top");

    HttpResponse<String> answer = platform.launch(launch);

    assertEquals(303, answer.statusCode());
    assertTrue(
        location(answer).startsWith("https://lms.example.edu/course?id=7&lti_errormsg="),
        location(answer));
    assertTrue(location(answer).contains("lti_errorlog=RESOURCE_LINK_MISSING"));
  }

  @Test
  @Requirement({"RT-02", "I34"})
  void anUnverifiedLaunchOrAnOddSchemeNeverRedirects() {
    Map<String, String> launch = Platform.ordinary();
    launch.remove("resource_link_id");
    launch.put("launch_presentation_return_url", "https://evil.example/");
    HttpResponse<String> unverified = Platform.with(site, platform.key(), "another").launch(launch);
    launch.put("launch_presentation_return_url", "javascript:alert(1)");
    HttpResponse<String> script = platform.launch(launch);

    assertEquals(401, unverified.statusCode());
    assertEquals(400, script.statusCode());
    assertFalse(script.body().contains("javascript:"));
  }

  @Test
  @Requirement({"BO-01", "I11"})
  void whereTheGradeGoesIsKeptByteForByteAndRefreshedByEachGenuineLaunch() {
    Map<String, String> launch = Platform.ordinary();
    launch.put("lis_outcome_service_url", "https://lms.example.edu/outcomes?x=1");
    launch.put("lis_result_sourcedid", "first");
    platform.launch(launch);
    String odd = "{\"data\":\"<&>'\\\"\",\"hash\":\"" + "é".repeat(1_000) + "\"}";
    launch.put("lis_result_sourcedid", odd);
    platform.launch(launch);
    launch.put("lis_result_sourcedid", "forged");
    Platform.with(site, platform.key(), "another").launch(launch);

    List<String> stored =
        world
            .db()
            .tx(
                tx ->
                    tx.list(
                        """
                    select o.sourcedid
                      from lti11_outcome o
                      join person_alias a on a.person_id = o.person_id
                     where a.lti_user_id = ?
                    """,
                        row -> row.text("sourcedid"),
                        launch.get("user_id")));

    assertEquals(List.of(odd), stored);
  }

  private static Platform disabled() {
    Platform disabled = Platform.known(world, site);
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                update consumer set enabled = false
                 where id = (select consumer_id from lti11_key where consumer_key = ?)
                """,
                    disabled.key()));
    return disabled;
  }

  private static LaunchRefusal newestRefusal() {
    return world.refusals(1).get(0);
  }

  private static String nameOf(String userId) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                select p.display_name
                  from person p
                  join person_alias a on a.person_id = p.id
                 where a.lti_user_id = ?
                """,
                    row -> row.text("display_name"),
                    userId));
  }

  private static String withoutReference(String page) {
    return page.replaceAll("\\b[2-9A-Z]{8}\\b", "");
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String setCookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static String cookie(HttpResponse<?> answer) {
    return setCookie(answer).split(";")[0];
  }
}
