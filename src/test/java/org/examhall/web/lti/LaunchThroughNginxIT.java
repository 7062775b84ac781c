package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.testkit.Https;
import org.examhall.testkit.Nginx;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Launches as they arrive at an installation: over TLS, through NGINX, at the public address. */
class LaunchThroughNginxIT {
  private static World world;
  private static Nginx.Pair product;
  private static Https https;
  private static Platform platform;

  @BeforeAll
  static void open() {
    world = World.fresh();
    product = Nginx.start(world);
    https = product.https();
    platform = Platform.known(world, product.site());
  }

  @AfterAll
  static void close() {
    product.close();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/lti11/launch", "/lti11/launch/", "/lti_entry?exam=7%2F8&b=%7e", "/lti", "/lti/"})
  @Requirement({"PX-01", "PX-03"})
  void aLaunchSignedForThePublicAddressIsLetInWhereItArrives(String target) {
    String form = signedFor(product.site().app() + target);

    Answer answer = https.post(target, form, Map.of());

    assertEquals(303, answer.status());
    assertTrue(answer.location().startsWith("/l/"), answer.location());
    assertTrue(answer.setCookies().get(0).startsWith("__Host-l-"));
  }

  @Test
  @Requirement({"PX-01", "PX-02"})
  void forwardingHeadersThatABrowserForgesChangeNothing() {
    Map<String, String> forged =
        Map.of(
            "Forwarded", "for=192.0.2.7;proto=http;host=evil.example",
            "X-Forwarded-Host", "evil.example",
            "X-Forwarded-Proto", "http",
            "X-Forwarded-Port", "80",
            "X-Forwarded-Prefix", "/x",
            "X-Forwarded-For", "192.0.2.7");

    Answer right = launch(signedFor(product.site().app() + "/lti11/launch"), forged);
    Answer wrong = launch(signedFor("http://evil.example/lti11/launch"), forged);

    assertEquals(303, right.status());
    assertEquals(401, wrong.status());
    assertEquals("127.0.0.1", newestRefusal().source());
  }

  @Test
  @Requirement({"PX-04", "OA-16"})
  void theAddressThatOnlyTomcatSeesIsNotTheOneToSign() {
    String inside = product.site().app().toString().replace("https:", "http:") + "/lti11/launch";

    Answer answer = launch(signedFor(inside), Map.of());

    LaunchRefusal refusal = newestRefusal();
    assertEquals(401, answer.status());
    assertEquals(product.site().app() + "/lti11/launch", refusal.signedUrl());
    assertTrue(refusal.hints().get(0).endsWith("the schemes differ."), refusal.toString());
  }

  @Test
  @Requirement({"RT-01", "RT-02", "RT-03"})
  void anErrorGoesBackToTheCourseOnlyIfTheLaunchWasGenuine() {
    Map<String, String> launch = Platform.ordinary();
    launch.remove("resource_link_id");
    launch.put("launch_presentation_return_url", "https://lms.example.edu/back?id=7&x=%2f#top");

    Answer genuine = launch(platform.form(launch), Map.of());
    Answer forged =
        launch(Platform.with(product.site(), platform.key(), "another").form(launch), Map.of());

    assertTrue(
        genuine
            .location()
            .matches(
                "https://lms\\.example\\.edu/back\\?id=7&x=%2f&lti_errormsg=[^&]+"
                    + "&lti_errorlog=RESOURCE_LINK_MISSING%20[^&]+#top"),
        genuine.location());
    assertEquals(401, forged.status());
    assertTrue(forged.header("location").isEmpty());
  }

  @Test
  @Requirement("LI-03")
  void aLoginGoesOnWithFourThousandCharactersOfHint() {
    String hint = "漢".repeat(4_000);
    Platform13 modern = Platform13.known(world, product.site());

    Answer begun =
        https.post(
            "/lti13/login",
            modern.student().withLogin("lti_message_hint", hint).login().encoded(),
            Map.of());
    modern.close();

    assertEquals(302, begun.status());
    assertEquals(hint, Platform13.query(begun).get("lti_message_hint"));
  }

  private static String signedFor(String url) {
    return platform.signingFor(URI.create(url)).form(Platform.ordinary());
  }

  private static Answer launch(String form, Map<String, String> headers) {
    return https.post("/lti11/launch", form, headers);
  }

  private static LaunchRefusal newestRefusal() {
    return world.refusals(1).get(0);
  }
}
