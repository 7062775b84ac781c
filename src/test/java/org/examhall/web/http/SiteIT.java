package org.examhall.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
  void aPathParameterIsNotASessionId() throws Exception {
    var answer = get(URI.create(app.app() + "/is_up;jsessionid=1234"));

    assertEquals(404, answer.statusCode());
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
