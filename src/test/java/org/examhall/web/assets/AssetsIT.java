package org.examhall.web.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AssetsIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static World world;
  private static RunningApp app;

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
  void theAddressOnAPageIsCachedForEver() throws Exception {
    var answer = get(styleSheet());

    assertEquals(200, answer.statusCode());
    assertEquals(
        "public, max-age=31536000, immutable",
        answer.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals(
        "text/css;charset=utf-8", answer.headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void anotherVersionIsServedButNotCached() throws Exception {
    var answer = get(styleSheet().replaceFirst("v-[0-9a-f]+", "v-000000000000"));

    assertEquals(200, answer.statusCode());
    assertEquals("no-cache", answer.headers().firstValue("Cache-Control").orElseThrow());
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() throws Exception {
    String tag = get("/assets/css/examhall.css").headers().firstValue("ETag").orElseThrow();

    var again = get("/assets/css/examhall.css", "If-None-Match", tag);

    assertEquals(304, again.statusCode());
    assertEquals(0, again.body().length);
  }

  @Test
  void textIsCompressedForWhoCanReadIt() throws Exception {
    byte[] plain = get(styleSheet()).body();

    var compressed = get(styleSheet(), "Accept-Encoding", "br, gzip");

    assertEquals("gzip", compressed.headers().firstValue("Content-Encoding").orElseThrow());
    assertEquals("Accept-Encoding", compressed.headers().firstValue("Vary").orElseThrow());
    assertTrue(compressed.body().length < plain.length / 2);
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
      assertEquals(plain.length, unzipped.readAllBytes().length);
    }
  }

  @Test
  void bothOriginsHaveThem() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(app.content() + styleSheet()));

    assertEquals(200, CLIENT.send(request.build(), BodyHandlers.ofByteArray()).statusCode());
  }

  private static String styleSheet() throws Exception {
    String page = new String(get("/").body(), StandardCharsets.UTF_8);
    Matcher link = Pattern.compile("href=\"(/assets/v-[^\"]+\\.css)\"").matcher(page);
    assertTrue(link.find(), page);
    return link.group(1);
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(app.app() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }
}
