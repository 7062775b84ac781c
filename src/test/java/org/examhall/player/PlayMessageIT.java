package org.examhall.player;

import static org.examhall.player.Wire.save;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.examhall.core.attempt.ErasePerson;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.context.Contexts;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayMessageIT {
  private static final String HELLO = "{\"t\":\"hello\",\"v\":1,\"epoch\":0}";
  private static final String PING = "{\"t\":\"ping\",\"v\":1}";

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
  void aWholeSittingWorksOverHttpAlone() {
    var sitting = Sitting.in(world);
    String token = token(sitting);

    var hello = answers(token, HELLO);
    var rest =
        answers(
            token,
            "["
                + save(1, 1, "cmi.location", "1")
                + ","
                + save(1, 2, "cmi.completion_status", "completed")
                + ",{\"t\":\"end\",\"v\":1,\"epoch\":1,\"seq\":2}]");

    assertEquals("hello", hello.get(0).path("t").asText());
    assertEquals(List.of("ack", "ack", "end"), types(rest));
    assertTrue(rest.get(2).path("complete").asBoolean());
    assertEquals("1", values(sitting).get("cmi.location"));
  }

  @Test
  @Requirement({"AD6", "AD9"})
  void whoeverIsInAnExamFinishesItThoughCourseAndLmsAreDeleted() {
    var sitting = Sitting.in(world);
    String token = token(sitting);
    world
        .db()
        .run(
            tx -> {
              new Contexts().saveDeleted(tx, sitting.launch().contextId());
              new Consumers().saveDeleted(tx, sitting.consumer().id());
            });

    answers(token, HELLO);
    var ack = answers(token, save(1, 1, "cmi.location", "1"));

    assertEquals(List.of("ack"), types(ack));
    assertEquals("1", values(sitting).get("cmi.location"));
  }

  @Test
  @Requirement("AD21")
  void aWindowOfSomebodyWhoWasErasedIsToldThatItIsOver() {
    var sitting = Sitting.in(world);
    String token = token(sitting);
    answers(token, HELLO);
    var erase = new ErasePerson(new AuditLog(new Json()));
    world.db().run(tx -> erase.run(tx, Actor.SYSTEM, sitting.launch().personId(), true));

    var answer = wire.message(token, save(1, 1, "cmi.location", "1"));

    assertEquals(401, answer.statusCode(), answer.body());
  }

  @Test
  @Requirement("NLP-D9")
  void everyAnswerTellsTheTimes() {
    String token = token(Sitting.in(world));

    var hello = answers(token, HELLO);
    var ack = answers(token, save(1, 1, "cmi.location", "1"));
    var pong = answers(token, PING);

    assertTrue(hello.get(0).path("times").isObject());
    assertTrue(ack.get(0).path("times").isObject());
    assertEquals(List.of("pong", "times"), types(pong));
  }

  @Test
  @Requirement("F17")
  void aWindowWithoutASocketHearsThatItWasTakenOver() {
    var sitting = Sitting.in(world);
    String old = token(sitting);
    answers(old, HELLO);
    answers(token(sitting), HELLO);

    var pong = answers(old, PING);
    var ack = answers(old, save(1, 1, "cmi.location", "1"));

    assertEquals(List.of("pong", "times", "taken"), types(pong));
    assertEquals(List.of("ack", "taken"), types(ack));
    assertEquals(2, ack.get(1).path("epoch").asInt());
  }

  @Test
  void socketAndHttpSpeakForOneTurn() {
    var sitting = Sitting.in(world);
    String token = token(sitting);
    var socket = wire.socket(token);
    socket.hello();

    socket.save(1, 1, "cmi.location", "1");
    var ack = answers(token, save(1, 2, "cmi.location", "2"));
    socket.save(1, 3, "cmi.exit", "suspend");

    assertEquals(List.of("ack"), types(ack));
    assertEquals("2", values(sitting).get("cmi.location"));
  }

  @Test
  @Requirement("I20")
  void aBadMessageAmongGoodOnesIsAnErrorByItself() {
    String token = token(Sitting.in(world));
    answers(token, HELLO);

    var answers =
        answers(token, "[" + save(1, 1, "x.a", "1") + ",7," + save(1, 2, "x.a", "2") + "]");

    assertEquals(List.of("ack", "error", "ack"), types(answers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "\"hello\"", "{", "<html>"})
  @Requirement("I20")
  void whatIsNoMessageIs400(String body) {
    var answer = wire.message(token(Sitting.in(world)), body);

    assertEquals(400, answer.statusCode());
    assertEquals("body", Wire.json(answer.body()).path("error").asText());
  }

  @Test
  @Requirement("I20")
  void tooManyMessagesAndTooManyBytesAreRefused() {
    String token = token(Sitting.in(world));

    var many = wire.message(token, Collections.nCopies(33, PING).toString());
    var large = wire.message(token, save(1, 1, "x.a", "x".repeat(1_600_000)));

    assertEquals(400, many.statusCode());
    assertEquals(413, large.statusCode());
  }

  @Test
  @Requirement("I25")
  void withoutATokenThatHoldsNothingIsAnswered() {
    var unknown = wire.message("unknown", PING);
    var none = wire.post("/play/message", PING);

    assertEquals(401, unknown.statusCode());
    assertEquals("token", Wire.json(unknown.body()).path("error").asText());
    assertEquals(401, none.statusCode());
  }

  @Test
  @Requirement("I26")
  void anotherOriginIsNotAnswered() {
    String token = token(Sitting.in(world));

    var answer =
        wire.post(
            "/play/message",
            HELLO,
            "Authorization",
            "Bearer " + token,
            "Origin",
            "https://evil.example");

    assertEquals(403, answer.statusCode());
  }

  @Test
  void anotherExamInTheSameBrowserDisturbsNoOpenWindow() {
    var sitting = Sitting.in(world);
    String token = token(sitting);
    answers(token, HELLO);
    var elsewhere = Sitting.in(world);
    answers(token(elsewhere), HELLO);

    var ack = answers(token, save(1, 1, "x.a", "1"));

    assertEquals(List.of("ack"), types(ack));
  }

  private static String token(Sitting sitting) {
    return wire.session(sitting, Mode.NORMAL).path("token").asText();
  }

  private static JsonNode answers(String token, String body) {
    var answer = wire.message(token, body);
    assertEquals(200, answer.statusCode(), answer.body());
    return Wire.json(answer.body());
  }

  private static List<String> types(JsonNode answers) {
    return StreamSupport.stream(answers.spliterator(), false)
        .map(answer -> answer.path("t").asText())
        .toList();
  }

  private static Map<String, String> values(Sitting sitting) {
    return world.db().tx(tx -> new CurrentValues().of(tx, sitting.attemptId()));
  }
}
