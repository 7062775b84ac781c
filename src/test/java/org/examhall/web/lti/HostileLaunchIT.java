package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.demo.lms.lti.LaunchSigner;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Launches that somebody forges, bends or sends from a strange client, at the running site. */
class HostileLaunchIT {
  private static final int ROUNDS = 9;
  private static final int TURNS = 151;
  private static final double ALLOWED = 1.05;

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

  @Test
  @Requirement({"I01", "OA-14"})
  void aBentSignatureReadsLikeAnUnknownKey() {
    String form = platform.form(Platform.ordinary());
    String bent = form.replaceFirst("(oauth_signature=)..", "$1AA");

    HttpResponse<String> wrong = platform.post(bent);
    HttpResponse<String> unknown =
        Platform.with(site, "nobody", "secret").launch(Platform.ordinary());

    assertNotEquals(form, bent);
    assertEquals(401, wrong.statusCode());
    assertEquals(401, unknown.statusCode());
    assertEquals(withoutReference(wrong.body()), withoutReference(unknown.body()));
    assertEquals(shape(wrong), shape(unknown));
  }

  /** Measured in turns, so that whatever else the machine does falls on both. */
  @Test
  @Requirement({"I01", "OA-14"})
  void anUnknownKeyTakesAsLongAsAWrongSecret() {
    Platform unknown = Platform.with(site, World.name("nobody"), "secret");
    Platform wrong = Platform.with(site, platform.key(), "another");
    ratio(unknown, wrong);

    double[] ratios =
        IntStream.range(0, ROUNDS).mapToDouble(i -> ratio(unknown, wrong)).sorted().toArray();

    double median = ratios[ROUNDS / 2];
    assertTrue(
        median < ALLOWED && median > 1 / ALLOWED, "as 1 to one of " + Arrays.toString(ratios));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "-600", "1e9", "99999999999999999999", "١٢٣٤٥٦٧٨٩٠"})
  @Requirement({"I03", "OA-12"})
  void aTimeThatIsNoneIsRefused(String timestamp) {
    Map<String, String> launch = Platform.ordinary();
    launch.put("oauth_timestamp", timestamp);

    HttpResponse<String> answer = platform.launch(launch);

    assertTrue(answer.statusCode() == 400 || answer.statusCode() == 401, answer::toString);
    assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  @Requirement({"I03", "OA-16"})
  void howFarAClockIsOffIsOnTheAdminsPageAlone() {
    HttpResponse<String> answer =
        platform.post(platform.form(Platform.ordinary(), Instant.now().minusSeconds(600)));

    LaunchRefusal refusal = world.refusals(1).get(0);
    long ahead = refusal.clockAheadSeconds().orElseThrow();
    String page = Staff.admin(world, site).get("/admin/refusals").body();

    assertTrue(ahead <= -600 && ahead > -630, "ahead " + ahead);
    assertTrue(page.contains(refusal.reference()), page);
    assertTrue(page.contains("10 min " + (-600 - ahead) + " s behind ours"), page);
    assertFalse(answer.body().contains(Long.toString(ahead)));
    assertFalse(answer.body().contains("clock"));
  }

  @Test
  @Requirement("I04")
  void aLaunchWithoutUserAgentAndNamesWorks() throws IOException {
    Map<String, String> launch = Platform.ordinary();
    launch.put("lis_person_name_full", "");
    launch.put("lis_person_name_given", "");
    launch.put("lis_person_name_family", "");
    launch.put("context_title", "");
    launch.put("resource_link_title", "");

    String answer = raw(platform.form(launch), "Accept: */*");

    assertTrue(answer.startsWith("HTTP/1.1 303 "), answer);
  }

  @Test
  @Requirement("I27")
  void theLaunchGivesASessionThatNobodyChose() {
    Map<String, String> launch = Platform.ordinary();
    String chosen = "A".repeat(32);
    launch.put("launch", chosen);
    launch.put("id", chosen);
    var request =
        HttpRequest.newBuilder(site.app().resolve("/lti11/launch"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "__Host-l-" + "A".repeat(12) + "=" + chosen)
            .POST(HttpRequest.BodyPublishers.ofString(platform.form(launch)));

    HttpResponse<String> launched = platform.send(request);
    HttpResponse<String> again = platform.launch(launch);

    assertFalse(location(launched).contains(chosen));
    assertFalse(cookie(launched).contains(chosen));
    assertNotEquals(location(launched), location(again));
    assertNotEquals(cookie(launched), cookie(again));
    assertNotEquals(200, platform.get("/l/" + chosen + "/", cookie(launched)).statusCode());
  }

  @Test
  @Requirement("I27")
  void aSessionInTheAddressOpensNothing() {
    HttpResponse<String> launched = platform.launch(Platform.ordinary());
    String[] cookie = cookie(launched).split("=");
    String home = location(launched);

    List<String> addresses =
        List.of(
            home + "?" + cookie[0] + "=" + cookie[1],
            home + "?token=" + cookie[1] + "&session=" + cookie[1],
            home + ";" + cookie[0] + "=" + cookie[1],
            home.replaceFirst("/$", ";" + cookie[0] + "=" + cookie[1] + "/"));

    assertEquals(200, platform.get(home, cookie(launched)).statusCode());
    for (String address : addresses) {
      int status = platform.get(address, "").statusCode();
      assertTrue(status == 403 || status == 404, address + ": " + status);
    }
  }

  @Test
  @Requirement({"I37", "PX-03"})
  void theSignedAddressIsTheConfiguredOneWhateverIsForwarded() throws IOException {
    String forged =
        "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 444"
            + "\r\nForwarded: host=evil.example;proto=https\r\nX-Original-URL: /evil";
    String forThem =
        LaunchSigner.sign(
                new Tool(
                    URI.create("https://evil.example:444/lti11/launch"), platform.key(), "secret"),
                OAuth.Method.HMAC_SHA1,
                Instant.now(),
                Platform.ordinary())
            .formEncoded();

    String ours = raw(platform.form(Platform.ordinary()), forged);
    String theirs = raw(forThem, forged);

    assertTrue(ours.startsWith("HTTP/1.1 303 "), ours);
    assertTrue(ours.contains("\r\nLocation: /l/"), ours);
    assertTrue(theirs.startsWith("HTTP/1.1 401 "), theirs);
    assertFalse(ours.contains("evil.example"));
  }

  @Test
  @Requirement("I32")
  void whatAStrangerSendsMakesNoLinesInTheLogAndNoLongOnes() {
    String hostile = "x\r\n2026-01-01 ERROR forged\u001b[31m" + "y".repeat(100_000);
    Map<String, String> launch = Platform.ordinary();
    launch.replaceAll((name, value) -> name.equals("roles") ? value : value + hostile);
    launch.put("oauth_nonce", hostile.substring(0, 60));
    LogRecord log = new LogRecord();
    log.start();

    for (String key : List.of(platform.key(), "nobody" + hostile.substring(0, 1_000))) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(site.app().resolve("/lti11/launch"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("User-Agent", "z".repeat(4_000))
              .header("X-Request-Id", "forged")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      Platform.with(site, key, "wrong").form(launch)));
      assertNotEquals(500, platform.send(request).statusCode());
    }
    log.stop();

    assertFalse(log.text().isEmpty());
    for (String line : log.text().lines().toList()) {
      assertFalse(line.startsWith("2026-01-01 ERROR forged"), line);
      assertFalse(line.contains("\u001b"), line);
      assertTrue(line.length() < 3_000, line);
    }
  }

  /** Of the lower quartiles: a busy machine lengthens the others by more than there is to find. */
  private static double ratio(Platform one, Platform other) {
    long[] nanosOfOne = new long[TURNS];
    long[] nanosOfOther = new long[TURNS];
    for (int i = 0; i < TURNS; i++) {
      if (i % 2 == 0) {
        nanosOfOne[i] = nanosOf(one);
        nanosOfOther[i] = nanosOf(other);
      } else {
        nanosOfOther[i] = nanosOf(other);
        nanosOfOne[i] = nanosOf(one);
      }
    }
    Arrays.sort(nanosOfOne);
    Arrays.sort(nanosOfOther);
    return (double) nanosOfOne[TURNS / 4] / nanosOfOther[TURNS / 4];
  }

  private static long nanosOf(Platform sender) {
    String form = sender.form(Platform.ordinary());
    long start = System.nanoTime();
    assertEquals(401, sender.post(form).statusCode());
    return System.nanoTime() - start;
  }

  @Test
  void aLaunchWhoseBodyBreaksOffIsToldNothingOfTheProgram() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", site.app().getPort())) {
      socket.setSoTimeout(10_000);
      String head = "POST /lti11/launch HTTP/1.1\r\nHost: %s\r\nContent-Length: 99\r\n\r\nlti_";
      byte[] request =
          head.formatted(site.app().getAuthority()).getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
      assertFalse(answer.contains("Exception"), answer);
      assertFalse(answer.contains("Tomcat"), answer);
    }
  }

  /** A launch with no header but these. */
  private static String raw(String form, String headers) throws IOException {
    String request =
        "POST /lti11/launch HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
            .formatted(site.app().getAuthority(), form.length(), headers, form);
    try (Socket socket = new Socket("127.0.0.1", site.app().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[16_384];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.UTF_8);
    }
  }

  private static Map<String, List<String>> shape(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(List.of("date", "x-request-id"));
    return headers;
  }

  private static String withoutReference(String page) {
    return page.replaceAll("\\b[2-9A-Z]{8}\\b", "");
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String cookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }
}
