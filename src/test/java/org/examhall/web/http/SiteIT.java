package org.examhall.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteIT {
  static World world;
  static RunningApp app;
  static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  void itSaysThatItIsUp() throws Exception {
    var answer = get(app.app().resolve("/is_up"));

    assertEquals(200, answer.statusCode());
    assertEquals("I'm up", answer.body());
  }

  @Test
  void anUnknownPathIsAPageInPlainWordsWithAReferenceNumber() throws Exception {
    var answer = get(app.app().resolve("/nothing/here"));

    assertEquals(404, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
    assertTrue(answer.body().contains(answer.headers().firstValue("X-Request-Id").orElseThrow()));
  }

  @Test
  void anotherMethodIsToldWhichOnesThereAre() throws Exception {
    var answer =
        send(HttpRequest.newBuilder(app.app().resolve("/is_up")).POST(BodyPublishers.noBody()));

    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElseThrow());
  }

  @Test
  @Requirement("I27")
  void aPathParameterIsNotASessionId() throws Exception {
    var answer = get(URI.create(app.app() + "/is_up;jsessionid=1234"));

    assertEquals(404, answer.statusCode());
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    var head =
        send(
            HttpRequest.newBuilder(app.app().resolve("/is_up"))
                .method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, head.statusCode());
    assertEquals("6", head.headers().firstValue("Content-Length").orElseThrow());
    assertEquals("", head.body());
  }

  @Test
  void aScriptThatAsksForJsonIsRefusedInJson() throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(app.app().resolve("/nothing"))
                .header("Accept", "application/json"));

    var json = new Json().tree(answer.body()).orElseThrow();
    assertEquals("not_found", json.get("error").asText());
    assertEquals(
        answer.headers().firstValue("X-Request-Id").orElseThrow(), json.get("reference").asText());
  }

  @ParameterizedTest
  @Requirement("I37")
  @CsvSource({
    "evil.example, /admin/login, 421",
    "evil.example, /play/, 421",
    "evil.example, /is_up, 200",
    "CONTENT, /admin/login, 404",
    "APP, /play/, 404",
    "APP, /admin/setup, 200",
  })
  void aHostThatIsNotOursServesNothing(String host, String path, int status) throws Exception {
    String name =
        switch (host) {
          case "APP" -> app.app().getAuthority();
          case "CONTENT" -> app.content().getAuthority();
          default -> host;
        };

    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertFalse(answer.contains("evil.example"), answer);
  }

  @Test
  @Requirement("I37")
  void aForwardedHostIsNotBelieved() throws Exception {
    String answer =
        raw(
            "GET /admin/ HTTP/1.1\r\nHost: "
                + app.app().getAuthority()
                + "\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n\r\n");

    assertTrue(answer.contains("Location: /admin/login\r\n"), answer);
  }

  @ParameterizedTest
  @Requirement("I41")
  @CsvSource({
    "exams.example.edu, /is_up",
    "exams.example.edu, /admin/login",
    "exams.example.edu, /nothing",
    "content.example.edu, /play/",
    "content.example.edu, /assets/player/player.js",
    "content.example.edu, /package/1/x/index.html"
  })
  void aSiteOnHttpsSaysSoOnEveryAnswer(String host, String path) throws Exception {
    Map<String, String> https =
        Map.of(
            "EXAMHALL_PUBLIC_URL", "https://exams.example.edu",
            "EXAMHALL_CONTENT_URL", "https://content.example.edu",
            "EXAMHALL_WORKER", "separate");
    int port = Ports.free();
    try (RunningApp secure = RunningApp.start(world, https, port)) {
      String answer = raw(port, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertTrue(answer.contains("\r\nStrict-Transport-Security: max-age=31536000"), answer);
      assertTrue(answer.contains("\r\nReferrer-Policy: no-referrer"), answer);
    }
  }

  @Test
  void aFormOfThreeMegabytesIsRefused() {
    var visitor = new Visitor(app.app());
    visitor.get("/admin/setup");

    var answer = visitor.post("/admin/setup", Map.of("username", "x".repeat(3 << 20)));

    assertEquals(413, answer.status());
  }

  @Test
  void aTextWithANulIsRefused() {
    var visitor = new Visitor(app.app());
    visitor.get("/admin/setup");

    var answer = visitor.post("/admin/setup", Map.of("username", "a\0b", "code", "c"));

    assertEquals(400, answer.status());
  }

  @Test
  @Requirement("I32")
  void aHostilePathIsOneCutLineInTheLog() throws Exception {
    var log = new LogRecord();
    log.start();

    get(URI.create(app.app() + "/x%0d%0aERROR%20forged/" + "y".repeat(4_000)));
    log.stop();

    assertEquals(1, log.text().lines().count(), log.text());
    assertTrue(log.text().length() < 2_500, log.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/launch/Main.class",
        "/WEB-INF/web.xml",
        "/META-INF/MANIFEST.MF",
        "/x.jsp",
        "/assets/../WEB-INF/web.xml",
        "/assets/%2e%2e/WEB-INF/web.xml",
        "/assets/css/",
        "/assets/css"
      })
  void noOtherFileOfTheWebApplicationIsServed(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: " + app.app().getAuthority() + "\r\n\r\n");

    assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), answer);
  }

  /** What a browser or client library would not send. */
  private static String raw(String request) throws Exception {
    return raw(app.app().getPort(), request);
  }

  private static String raw(int port, String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] start = new byte[4_000];
      int length = socket.getInputStream().read(start);
      return new String(start, 0, length, StandardCharsets.UTF_8);
    }
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
