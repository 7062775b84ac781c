package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a launch is refused for, the admin finds it under the number that the person sees. */
class RefusedLaunchIT {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static World world;
  private static RunningApp site;
  private static Platform platform;

  private final LogRecord log = new LogRecord();

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

  @BeforeEach
  void startLog() {
    log.start();
  }

  @AfterEach
  void stopLog() {
    log.stop();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("NOT_A_FORM", "application/json", "", "{}"),
        Arguments.of("TOO_LARGE", FORM, "", "a=" + "x".repeat(256 << 10)),
        Arguments.of("TOO_MANY_PARAMETERS", FORM, "", "a=1&".repeat(1_001)),
        Arguments.of("FORM_MALFORMED", FORM, "", "a=%zz"),
        Arguments.of("AUTHORIZATION_MALFORMED", FORM, "OAuth realm", "a=1"),
        Arguments.of("OAUTH_PARAMETER_MISSING", FORM, "", "a=1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  @Requirement({"OA-16", "L11-01"})
  void whatIsNoLaunchIsFoundUnderItsNumber(
      String fault, String type, String authorization, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.app().resolve("/lti11/launch"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }

    HttpResponse<String> answer = platform.send(request);

    requireFound(newest(), fault, "");
    assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500);
    assertTrue(answer.body().contains(newest().reference()), answer.body());
  }

  static Stream<Arguments> genuine() {
    return Stream.of(
        Arguments.of("MESSAGE_TYPE_WRONG", "lti_message_type", "ToolProxyRegistrationRequest"),
        Arguments.of("LTI_VERSION_WRONG", "lti_version", "LTI-1p1"),
        Arguments.of("RESOURCE_LINK_MISSING", "resource_link_id", ""),
        Arguments.of("ANONYMOUS", "user_id", ""),
        Arguments.of("OVERLONG", "context_id", "x".repeat(1_001)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("genuine")
  @Requirement({"OA-16", "L11-02", "L11-04"})
  void aGenuineLaunchThatIsRefusedIsFoundUnderItsNumber(String fault, String field, String value) {
    Map<String, String> launch = Platform.ordinary();
    launch.put(field, value);

    HttpResponse<String> answer = platform.launch(launch);

    requireFound(newest(), fault, platform.key());
    assertTrue(answer.body().contains(newest().reference()), answer.body());
    assertTrue(newest().baseString().contains("lti_message_type"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("genuine")
  @Requirement({"OA-16", "RT-01", "RT-03"})
  void aLaunchThatIsSentBackIsFoundUnderTheNumberThatTheLmsWasTold(
      String fault, String field, String value) {
    Map<String, String> launch = Platform.ordinary();
    launch.put(field, value);
    launch.put("launch_presentation_return_url", "https://lms.example.edu/course");

    HttpResponse<String> answer = platform.launch(launch);

    requireFound(newest(), fault, platform.key());
    String back = answer.headers().firstValue("Location").orElseThrow();
    assertTrue(back.endsWith("lti_errorlog=" + fault + "%20" + newest().reference()), back);
  }

  @Test
  @Requirement("OA-16")
  void whichFieldCameTwiceIsNamed() {
    platform.post(platform.formWith("user_id", World.name("user")));

    requireFound(newest(), "FIELD_AMBIGUOUS", platform.key());
    assertEquals(List.of("The form has different values of user_id."), newest().hints());
  }

  /** Kept once, on the admin's page, and one line in the log with neither names nor secrets. */
  private void requireFound(LaunchRefusal refusal, String fault, String key) {
    String number = refusal.reference();
    String page = Staff.admin(world, site).get("/admin/refusals").body();
    List<String> lines =
        log.text().lines().filter(line -> line.contains("[" + number + "]")).toList();

    assertEquals(fault, refusal.fault());
    assertEquals(key, refusal.consumerKey());
    assertFalse(refusal.clause().isEmpty());
    assertEquals(1, keptUnder(number));
    assertTrue(page.contains(number) && page.contains(fault), page);
    assertEquals(1, lines.size(), log.text());
    assertTrue(lines.get(0).endsWith("refused: " + fault), lines.get(0));
  }

  private static long keptUnder(String number) {
    return world.refusals(100).stream()
        .filter(refusal -> refusal.reference().equals(number))
        .count();
  }

  private static LaunchRefusal newest() {
    return world.refusals(1).get(0);
  }
}
