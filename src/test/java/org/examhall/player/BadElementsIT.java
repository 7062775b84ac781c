package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values that no exam should send, and exams that do not know when to stop, over a real socket. */
class BadElementsIT {
  private static World world;
  private static RunningApp app;
  private static Wire wire;

  @BeforeAll
  static void open() {
    world = World.fresh();
    app = RunningApp.start(world);
    wire = new Wire(app);
  }

  @AfterAll
  static void close() {
    app.close();
    world.close();
  }

  @Test
  @Requirement("I21")
  void badElementsAreRefusedOneByOneAndTheRestIsStoredVerbatim() {
    Sitting ann = Sitting.in(world);
    var socket = wire.socket(token(ann));
    socket.hello();
    String longKey = "x." + "a".repeat(298);
    String keyOfAnActivity = "sco.12.x." + "a".repeat(253);

    socket.send(
        """
        {"t":"save","v":1,"epoch":1,"seq":1,"els":[
          {"k":"x.nul","v":"a\\u0000b"}, {"k":"x.surrogate","v":"\\ud83d"}, {"k":"%s","v":"1"},
          {"k":"x.null","v":null}, {"k":"x.missing"}, {"v":"no key"},
          {"k":"cmi.score.scaled","v":"NaN"}, {"k":"cmi.score.raw","v":"1e309"}, {"k":"cmi.score.max","v":"abc"},
          {"k":"cmi.session_time","v":"9999-12-31T23:59:59Z","at":253402300799000},
          {"k":"cmi.interactions.0.latency","v":"P-1Y","at":"never"},
          {"k":"cmi.objectives.999999.id","v":"q999999"}, {"k":"cmi.location","v":"3"},
          {"k":"%s","v":"as long as may be"}]}
        """
            .formatted(longKey, keyOfAnActivity));
    JsonNode first = socket.next("ack");
    JsonNode second = socket.save(1, 2, "cmi.location", "4");

    assertEquals(
        List.of(
            "x.nul value",
            "x.surrogate value",
            longKey.substring(0, 255) + " key",
            "x.null value",
            "x.missing value",
            " key"),
        refused(first));
    assertEquals(List.of(), refused(second));
    assertEquals(
        Map.of(
            "cmi.score.scaled",
            "NaN",
            "cmi.score.raw",
            "1e309",
            "cmi.score.max",
            "abc",
            "cmi.session_time",
            "9999-12-31T23:59:59Z",
            "cmi.interactions.0.latency",
            "P-1Y",
            "cmi.objectives.999999.id",
            "q999999",
            keyOfAnActivity,
            "as long as may be",
            "cmi.location",
            "4"),
        valuesOf(ann));
    assertEquals(Optional.empty(), ann.attempt().scaledScore());
    assertEquals(List.of(200, 200, 200), pages(ann));
  }

  @Test
  @Requirement({"I21", "F25"})
  void anAttemptThatIsFullStillTakesItsStateAndItsResult() {
    Sitting ann = Sitting.in(world);
    var socket = wire.socket(token(ann));
    socket.hello();
    String much = "m".repeat(1_000_000);
    for (int i = 1; i <= 8; i++) {
      assertEquals(List.of(), refused(socket.save(1, i, "x." + i, much)));
    }

    assertEquals(List.of(), refused(socket.save(1, 9, "x.9", "m".repeat(388_000))));

    List<String> more = refused(socket.save(1, 10, "x.10", "m".repeat(10_000)));
    List<String> little = refused(socket.save(1, 11, "x.11", "m".repeat(1_000)));
    List<String> result = refused(socket.save(1, 12, "cmi.score.scaled", "0.5"));
    List<String> state = refused(socket.save(1, 13, "cmi.suspend_data", "page=3"));
    List<String> again = refused(socket.save(1, 10, "x.10", "m".repeat(10_000)));

    assertEquals(
        List.of(List.of("x.10 size"), List.of("x.11 size"), List.of(), List.of()),
        List.of(more, little, result, state));
    assertEquals(more, again);
    assertEquals("0.5", valuesOf(ann).get("cmi.score.scaled"));
    assertEquals("page=3", valuesOf(ann).get("cmi.suspend_data"));
  }

  @Test
  @Requirement("I21")
  void aReviewOfWhatIsThereGetsItBackVerbatim() {
    Sitting ann = Sitting.in(world);
    var socket = wire.socket(token(ann));
    socket.hello();
    socket.save(1, 1, "cmi.suspend_data", "{\"a\":\"</script>\u2028😀\"}");
    socket.save(1, 2, "cmi.score.scaled", "-Infinity");
    socket.save(1, 3, "cmi.completion_status", "completed");

    JsonNode hello = wire.socket(wire.session(ann, Mode.REVIEW).path("token").asText()).hello();

    assertEquals(
        "{\"a\":\"</script>\u2028😀\"}", hello.path("values").path("cmi.suspend_data").asText());
    assertEquals("-Infinity", hello.path("values").path("cmi.score.scaled").asText());
  }

  @Test
  @Requirement({"I22", "I24", "NLP-D2"})
  void whatIsSetAfterTheEndIsLateHoweverOldItSaysItIs() {
    Sitting ann = Sitting.in(world);
    var socket = wire.socket(token(ann));
    socket.hello();
    socket.save(1, 1, "cmi.score.scaled", "0.25");
    JsonNode before = socket.save(1, 2, "cmi.completion_status", "completed");
    end(socket, 2);

    JsonNode after = socket.save(1, 3, "cmi.score.scaled", "1");

    assertFalse(before.path("late").asBoolean());
    assertTrue(after.path("late").asBoolean());
    assertEquals("0.25", valuesOf(ann).get("cmi.score.scaled"));
    assertEquals("0.25", ann.attempt().scaledScore().orElseThrow().toPlainString());
    assertEquals(AttemptState.ENDED, ann.attempt().state());
    assertEquals(List.of("opened", "ended", "late"), ann.events());
  }

  @Test
  @Requirement("I24")
  void manyEndsOnManyLinesAreOne() {
    Sitting ann = Sitting.in(world);
    String token = token(ann);
    var socket = wire.socket(token);
    socket.hello();
    socket.save(1, 1, "cmi.completion_status", "completed");
    String end = "{\"t\":\"end\",\"v\":1,\"epoch\":1,\"seq\":1}";

    List<JsonNode> told = new ArrayList<>();
    told.add(end(socket, 1));
    Stream.generate(() -> CompletableFuture.supplyAsync(() -> wire.message(token, end)))
        .limit(6)
        .toList()
        .forEach(answer -> told.add(Wire.json(answer.join().body()).path(0)));
    told.add(end(socket, 1));

    assertEquals(8, told.size());
    assertEquals(1, told.stream().map(JsonNode::toString).distinct().count(), told::toString);
    assertTrue(told.get(0).path("complete").asBoolean());
    assertEquals(List.of("opened", "ended"), ann.events());
    assertEquals(Optional.of(EndReason.EXAM), ann.attempt().endReason());
  }

  @Test
  @Requirement("I24")
  void nobodyElseEndsAnAttempt() {
    Sitting ann = Sitting.in(world);
    Sitting bob = Sitting.in(world);
    var anns = wire.socket(token(ann));
    anns.hello();
    anns.save(1, 1, "cmi.location", "1");
    String bobs = token(bob);
    String end =
        "[{\"t\":\"hello\",\"v\":1,\"epoch\":0},{\"t\":\"save\",\"v\":1,\"epoch\":1,\"seq\":1,\"attempt\":\"%d\",\"els\":[{\"k\":\"cmi.completion_status\",\"v\":\"completed\"}]},{\"t\":\"end\",\"v\":1,\"epoch\":1,\"seq\":1,\"attempt\":\"%d\"}]"
            .formatted(ann.attemptId(), ann.attemptId());

    int without = wire.post("/play/message", end).statusCode();
    int invented = wire.message("invented", end).statusCode();
    int withBobs = wire.message(bobs, end).statusCode();

    assertEquals(List.of(401, 401, 200), List.of(without, invented, withBobs));
    assertEquals(AttemptState.RUNNING, ann.attempt().state());
    assertEquals(AttemptState.ENDED, bob.attempt().state());
    assertEquals(List.of(), refused(anns.save(1, 2, "cmi.location", "2")));
  }

  @Test
  @Requirement("I20")
  void aFloodOnOneAttemptDoesNotReachTheNext() {
    var flooded = wire.socket(token(Sitting.in(world)));
    flooded.hello();
    var calm = wire.socket(token(Sitting.in(world)));
    calm.hello();

    int seq = 0;
    for (int i = 0; i < 10_000 && !flooded.raw().isOutputClosed(); i++) {
      flooded.raw().sendText("{}", true).exceptionally(closed -> null).join();
      if (i % 500 == 0) {
        assertEquals(List.of(), refused(calm.save(1, ++seq, "cmi.location", "" + i)));
      }
    }

    int code = flooded.closeCode();
    assertTrue(code == 1008 || code == 1006, "closed with " + code);
    assertEquals(List.of(), refused(calm.save(1, ++seq, "cmi.location", "after")));
  }

  @Test
  @Requirement("I32")
  void noAnswerAndNoTokenIsInTheLog() {
    String secret = "An answer that nobody else may read";
    LogRecord log = new LogRecord();
    Sitting ann = Sitting.in(world);
    log.start();

    String token = token(ann);
    var socket = wire.socket(token);
    socket.hello();
    socket.save(1, 1, "cmi.interactions.0.learner_response", secret);
    socket.send("{\"t\":\"save\",\"v\":1,\"epoch\":1,\"seq\":2,\"els\":\"" + secret + "\"}");
    socket.next("error");
    socket.save(1, 3, "x." + "a".repeat(300), secret + "\0");
    wire.message(token, "[\"" + secret + "\"]");
    wire.message(token, secret);
    wire.message(token + "x", secret);
    wire.connect(token, "https://evil.example").exceptionally(refused -> null).join();
    log.stop();

    assertTrue(log.text().contains("refused"), log.text());
    assertFalse(log.text().contains(secret), log.text());
    assertFalse(log.text().contains(token), log.text());
  }

  private static JsonNode end(Wire.Socket socket, int seq) {
    socket.send("{\"t\":\"end\",\"v\":1,\"epoch\":1,\"seq\":" + seq + "}");
    return socket.next("end");
  }

  private static List<String> refused(JsonNode ack) {
    return StreamSupport.stream(ack.path("refused").spliterator(), false)
        .map(element -> element.path("k").asText() + " " + element.path("why").asText())
        .toList();
  }

  /** Statuses of the pages on which the attempt is seen. */
  private static List<Integer> pages(Sitting sitting) {
    return List.of(
        page(sitting, Role.LEARNER, ""),
        page(sitting, Role.INSTRUCTOR, ""),
        page(sitting, Role.INSTRUCTOR, "attempts.csv"));
  }

  private static int page(Sitting sitting, Role role, String path) {
    Launch launch = sitting.launch();
    World.OpenLaunch open =
        world.launch(
            sitting.consumer(),
            launch.contextId(),
            launch.resourceLinkId().orElseThrow(),
            launch.personId(),
            role);
    String id = open.launch().id();
    return new Visitor(app.app())
        .withCookie(LaunchCookie.nameOf(id), open.token())
        .get("/l/" + id + "/" + path)
        .status();
  }

  private static String token(Sitting sitting) {
    return wire.session(sitting, Mode.NORMAL).path("token").asText();
  }

  private static Map<String, String> valuesOf(Sitting sitting) {
    return world.db().tx(tx -> new CurrentValues().of(tx, sitting.attemptId()));
  }
}
