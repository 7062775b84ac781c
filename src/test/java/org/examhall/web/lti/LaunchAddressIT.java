package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.kernel.config.Option;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which address a launch must be signed for, asked of the running site (ADR 0012). */
class LaunchAddressIT {
  private static final String HERE = "127.0.0.1";

  /** What the headers below claim. */
  private static final List<String> CLAIMED =
      List.of(
          "https://evil.example/lti11/launch",
          "https://evil.example/exams/lti11/launch",
          "https://evil.example:8443/lti11/launch",
          "https://SITE/lti11/launch",
          "http://localhost:444/lti11/launch");

  private static World world;
  private static RunningApp trusting;
  private static RunningApp wary;

  @BeforeAll
  static void open() {
    world = World.fresh();
    trusting = RunningApp.start(world, Map.of(Option.TRUSTED_PROXIES.variable(), HERE));
    wary = RunningApp.start(world, Map.of(Option.TRUSTED_PROXIES.variable(), "192.0.2.1"));
  }

  @AfterAll
  static void close() {
    wary.close();
    trusting.close();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=192.0.2.7;proto=https;host=evil.example",
        "Forwarded: proto=https",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Ssl: on",
        "X-Url-Scheme: https",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Host: evil.example:8443, localhost",
        "X-Forwarded-Port: 444",
        "X-Forwarded-Prefix: /exams"
      })
  @Requirement({"PX-01", "PX-02"})
  void theConfiguredAddressWinsOverWhatAnybodyForwards(String header) {
    for (RunningApp site : List.of(trusting, wary)) {
      Platform platform = Platform.known(world, site);

      assertEquals(303, launch(platform, site, header).statusCode());
      for (String claimed : CLAIMED) {
        URI url = URI.create(claimed.replace("SITE", site.app().getAuthority()));
        assertEquals(401, launch(platform.signingFor(url), site, header).statusCode(), claimed);
      }
    }
  }

  @Test
  @Requirement({"PX-02", "I37"})
  void whoTheBrowserIsIsBelievedOfATrustedProxyOnly() {
    launch(Platform.with(trusting, "?", "?"), trusting, "X-Forwarded-For: 198.51.100.4");
    String ofProxy = newestRefusal().source();
    launch(Platform.with(wary, "?", "?"), wary, "X-Forwarded-For: 198.51.100.4");
    String ofStranger = newestRefusal().source();

    assertEquals("198.51.100.4", ofProxy);
    assertEquals(HERE, ofStranger);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/lti11/launch", "/lti11/launch/", "/lti_entry?a=%7e+b&a=&%61=1", "/lti/?x"})
  @Requirement({"PX-03", "OA-05", "OA-06"})
  void pathAndQueryAreVerifiedAsSentAndNeverRedirected(String target) {
    Platform platform = Platform.known(world, wary).signingFor(URI.create(wary.app() + target));

    HttpResponse<String> launched = platform.post(platform.form(Platform.ordinary()));

    assertEquals(303, launched.statusCode());
    assertFalse(launched.headers().firstValue("Location").orElseThrow().startsWith("/lti"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://localhost:PORT/lti11/launch, the schemes differ.",
    "http://localhost:8443/lti11/launch, the ports differ.",
    "http://localhost/lti11/launch, the ports differ.",
    "http://localhost:PORT/lti11/launch/, a slash at the end differs.",
    "https://localhost/lti11/launch/,"
  })
  @Requirement({"PX-03", "PX-04", "OA-16"})
  void aLaunchSignedForAnotherAddressIsRefusedAndOneDifferenceIsNamed(
      String signed, String difference) {
    URI url = URI.create(signed.replace("PORT", Integer.toString(wary.app().getPort())));

    HttpResponse<String> answer =
        launch(Platform.known(world, wary).signingFor(url), wary, "Accept: text/html");

    LaunchRefusal refusal = newestRefusal();
    assertEquals(401, answer.statusCode());
    assertFalse(answer.body().contains("differ"));
    assertEquals("SIGNATURE_WRONG", refusal.fault());
    assertEquals(wary.app() + "/lti11/launch", refusal.signedUrl());
    assertEquals(
        Optional.ofNullable(difference)
            .map(
                words ->
                    "The platform signed "
                        + url
                        + ", this server sees "
                        + wary.app()
                        + "/lti11/launch: "
                        + words),
        refusal.hints().stream().findFirst());
  }

  /** Signed as the platform thinks right, sent to the site with one more header. */
  private static HttpResponse<String> launch(Platform platform, RunningApp site, String header) {
    String[] pair = header.split(": ", 2);
    return platform.send(
        HttpRequest.newBuilder(site.app().resolve("/lti11/launch"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(pair[0], pair[1])
            .POST(HttpRequest.BodyPublishers.ofString(platform.form(Platform.ordinary()))));
  }

  private static LaunchRefusal newestRefusal() {
    return world.refusals(1).get(0);
  }
}
