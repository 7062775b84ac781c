package org.examhall.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.Role;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramersTest {
  @ParameterizedTest
  @Requirement({"I29", "PS-07"})
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "https://lms.example, https://lms.example/auth, '', https://lms.example",
        "https://lms.example/, https://sso.example:8443/auth, https://lms.example/back?x=1#y,"
            + " https://lms.example https://sso.example:8443",
        "urn:lms, https://lms.example/auth, https://school.example/r,"
            + " https://lms.example https://school.example",
        "https://lms.example, https://lms.example/auth, javascript:alert(1), https://lms.example",
        "https://lms.example, https://lms.example/auth, https:;x y, https://lms.example"
      })
  void aLaunchOfLti13IsFramedByItsPlatformAlone(
      String issuer, String login, String returnUrl, String framedBy) {
    var framers = new Framers(List.of("https:", "*"), () -> List.of("https://other.example"));
    framers.read();

    assertEquals(framedBy, framers.of(launch(List.of(issuer, login), unquoted(returnUrl))));
  }

  @Test
  @Requirement("PS-07")
  void aLaunchOfLti11IsFramedAsConfigured() {
    var framers = new Framers(List.of("https:"), () -> List.of("http://other.example"));
    framers.read();

    assertEquals("https:", framers.of(launch(List.of(), "http://lms.example/back")));
  }

  @Test
  @Requirement("PS-07")
  void aHostThatIsConfiguredMayAlwaysFrame() {
    var framers = new Framers(List.of("https:", "https://portal.example"), List::of);

    assertEquals(
        "https://lms.example https://portal.example",
        framers.of(launch(List.of("https://lms.example"), "")));
  }

  @Test
  @Requirement("PS-07")
  void whoeverIsRegisteredMayFrameWhatComesBeforeALaunch() {
    var framers =
        new Framers(
            List.of("https://portal.example"),
            () -> List.of("https://a.example", "https://a.example/auth", "http://b.example:81/x"));

    framers.read();

    assertEquals(
        "https://portal.example https://a.example http://b.example:81", framers.ofAnyLaunch());
  }

  @ParameterizedTest
  @Requirement("PS-07")
  @CsvSource({
    "https:, https: http://b.example:81",
    "http:, http:",
    "*, *",
    "https://portal.example, https://portal.example https://a.example http://b.example:81"
  })
  void whatIsAllowedAnywayIsNotListedSinceAHeaderHoldsFewPlatforms(
      String configured, String framedBy) {
    var framers =
        new Framers(
            List.of(configured), () -> List.of("https://a.example/auth", "http://b.example:81/x"));

    framers.read();

    assertEquals(framedBy, framers.ofAnyLaunch());
  }

  @Test
  void aDatabaseThatIsDownChangesNothing() {
    boolean[] down = {false};
    var framers =
        new Framers(
            List.of(),
            () -> {
              if (down[0]) {
                throw new IllegalStateException("down");
              }
              return List.of("https://a.example");
            });
    framers.read();
    down[0] = true;

    framers.read();

    assertEquals("https://a.example", framers.ofAnyLaunch());
  }

  private static String unquoted(String text) {
    return text.equals("''") ? "" : text;
  }

  private static Launch launch(List<String> platform, String returnUrl) {
    return new Launch(
        "id",
        1,
        2,
        "Course",
        Purpose.RESOURCE,
        Optional.of(3L),
        Optional.empty(),
        4,
        "Ada",
        Role.LEARNER,
        "en",
        returnUrl,
        platform,
        Instant.EPOCH);
  }
}
