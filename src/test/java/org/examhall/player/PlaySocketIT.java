package org.examhall.player;

import static org.examhall.player.Wire.save;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaySocketIT {
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
  void aWindowTakesItsTurnSavesAndEnds() {
    var sitting = Sitting.in(world);
    var socket = wire.socket(token(sitting));

    var hello = socket.hello();
    var ack = socket.save(1, 1, "cmi.completion_status", "completed");
    socket.send("{\"t\":\"end\",\"v\":1,\"epoch\":1,\"seq\":1}");
    var end = socket.next("end");

    assertEquals("ab-initio", hello.path("entry").asText());
    assertEquals("student", hello.path("values").path("numbas.user_role").asText());
    assertEquals("true", hello.path("values").path("numbas.review_allowed").asText());
    assertEquals(1_000_000, hello.path("limits").path("elementChars").asInt());
    assertEquals(1_572_864, hello.path("limits").path("batchBytes").asInt());
    assertTrue(ack.path("refused").isEmpty());
    assertTrue(end.path("complete").asBoolean());
    assertEquals(1, end.path("receipt").path("elements").asInt());
    assertTrue(end.path("receipt").path("endedAt").isIntegralNumber());
  }

  @Test
  @Requirement({"NLP-D1", "NLP-D6"})
  void endNamesWhatIsMissingAndIsCompleteOnlyWithAllOfIt() {
    var socket = wire.socket(token(Sitting.in(world)));
    socket.hello();
    socket.save(1, 2, "cmi.location", "2");

    socket.send("{\"t\":\"end\",\"v\":1,\"epoch\":1,\"seq\":3}");
    var incomplete = socket.next("end");
    socket.save(1, 1, "cmi.location", "1");
    socket.save(1, 3, "cmi.location", "3");
    socket.send("{\"t\":\"end\",\"v\":1,\"epoch\":1,\"seq\":3}");
    var complete = socket.next("end");

    assertFalse(incomplete.path("complete").asBoolean());
    assertEquals("[1,3]", incomplete.path("missing").toString());
    assertTrue(incomplete.path("receipt").isMissingNode());
    assertTrue(complete.path("complete").asBoolean());
  }

  @Test
  @Requirement("NLP-D1")
  void endNamesWhatIsMissingOfAnOlderWindowAndIsNotComplete() {
    var sitting = Sitting.in(world);
    var older = wire.socket(token(sitting));
    older.hello();
    older.save(1, 2, "cmi.suspend_data", "state");
    var newer = wire.socket(token(sitting));
    newer.hello();
    older.next("taken");
    newer.save(2, 1, "cmi.completion_status", "completed");

    newer.send("{\"t\":\"end\",\"v\":1,\"epoch\":2,\"seq\":1}");
    var incomplete = newer.next("end");
    older.save(1, 1, "cmi.location", "1");
    newer.send("{\"t\":\"end\",\"v\":1,\"epoch\":2,\"seq\":1}");
    var complete = newer.next("end");

    assertFalse(incomplete.path("complete").asBoolean());
    assertEquals("[]", incomplete.path("missing").toString());
    assertEquals("[{\"epoch\":1,\"missing\":[1]}]", incomplete.path("elsewhere").toString());
    assertTrue(incomplete.path("receipt").isMissingNode());
    assertTrue(complete.path("complete").asBoolean());
    assertTrue(complete.path("elsewhere").isMissingNode());
  }

  @Test
  void aReconnectKeepsItsTurnAndHearsWhatArrived() {
    String token = token(Sitting.in(world));
    var first = wire.socket(token);
    first.hello();
    first.save(1, 1, "cmi.location", "1");
    first.save(1, 2, "cmi.location", "2");
    first.save(1, 4, "cmi.location", "4");

    var second = wire.socket(token);
    second.send("{\"t\":\"hello\",\"v\":1,\"epoch\":1}");
    var hello = second.next("hello");

    assertEquals(1, hello.path("epoch").asInt());
    assertEquals(2, hello.path("seq").asInt());
    assertTrue(hello.path("values").isMissingNode());
  }

  @Test
  @Requirement({"F17", "NLP-D5"})
  void aNewerWindowTakesOverAndTheStaleOneCannotTakeItBack() {
    var sitting = Sitting.in(world);
    String oldToken = token(sitting);
    var old = wire.socket(oldToken);
    old.hello();
    var newer = wire.socket(token(sitting));

    newer.hello();
    var taken = old.next("taken");
    var stale = wire.socket(oldToken);
    stale.send("{\"t\":\"hello\",\"v\":1,\"epoch\":1}");
    var still = stale.next("taken");
    newer.save(2, 1, "cmi.location", "new");
    stale.save(1, 1, "cmi.location", "old");

    assertEquals(2, taken.path("epoch").asInt());
    assertEquals(2, still.path("epoch").asInt());
    assertTrue(newer.heardNothingMore());
    assertEquals(Map.of("cmi.location", "new"), valuesOf(sitting));
  }

  @Test
  void reviewSavesNothingAndTakesNoTurn() {
    var sitting = Sitting.in(world);
    var working = wire.socket(token(sitting));
    working.hello();
    working.save(1, 1, "cmi.suspend_data", "{}");
    working.save(1, 2, "cmi.completion_status", "completed");
    var review = wire.socket(wire.session(sitting, Mode.REVIEW).path("token").asText());

    var hello = review.hello();
    var ack = review.save(0, 1, "cmi.location", "9");

    assertEquals("review", hello.path("mode").asText());
    assertEquals(0, hello.path("epoch").asInt());
    assertEquals("[{\"k\":\"cmi.location\",\"why\":\"review\"}]", ack.path("refused").toString());
    assertTrue(working.heardNothingMore());
  }

  @ParameterizedTest
  @CsvSource({
    "'', good",
    "'wrong', good",
    "good, https://evil.example",
    "good, ''",
    "good, http://localhost"
  })
  @Requirement("I19")
  void aSocketWithoutTheRightTokenAndOriginIsRefusedBeforeTheUpgrade(String token, String origin) {
    String good = token(Sitting.in(world));

    var refused =
        assertThrows(
            CompletionException.class,
            () ->
                wire.connect(
                        token.equals("good") ? good : token,
                        origin.equals("good") ? app.content().toString() : origin)
                    .join());

    var handshake = assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
    assertEquals(403, handshake.getResponse().statusCode());
  }

  @Test
  @Requirement({"I19", "I25"})
  void aTokenReachesItsOwnAttemptOnly() {
    var own = Sitting.in(world);
    var other = Sitting.in(world);
    wire.socket(token(other)).hello();
    var socket = wire.socket(token(own));
    socket.hello();

    socket.save(1, 1, "cmi.location", "own");

    assertEquals(Map.of("cmi.location", "own"), valuesOf(own));
    assertEquals(Map.of(), valuesOf(other));
  }

  @Test
  void aRevokedTokenEndsTheSocketWithoutStoring() {
    var sitting = Sitting.in(world);
    var socket = wire.socket(token(sitting));
    socket.hello();
    sitting.revoke();

    socket.send(save(1, 1, "cmi.location", "1"));

    assertEquals(4002, socket.closeCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | json",
        "[1,2] | json",
        "{\"t\":\"save\"} | version",
        "{\"v\":1,\"t\":\"dance\"} | type",
        "{\"v\":1,\"t\":\"save\",\"epoch\":\"x\",\"seq\":1,\"els\":[]} | epoch",
        "{\"v\":1,\"t\":\"save\",\"epoch\":1,\"seq\":0,\"els\":[{}]} | seq",
        "{\"v\":1,\"t\":\"save\",\"epoch\":1,\"seq\":1,\"els\":{}} | els",
        "{\"v\":1,\"t\":\"save\",\"epoch\":9,\"seq\":1,\"els\":[{\"k\":\"x.a\",\"v\":\"1\"}]} | epoch",
        "{\"v\":1,\"t\":\"hello\",\"epoch\":9} | epoch"
      })
  @Requirement("I20")
  void whatIsNoMessageIsAnErrorForThatMessageAlone(String message, String why) {
    var socket = wire.socket(token(Sitting.in(world)));
    socket.hello();

    socket.send(message);
    var error = socket.next("error");
    var ack = socket.save(1, 1, "cmi.location", "1");

    assertEquals(why, error.path("why").asText());
    assertTrue(ack.path("refused").isEmpty());
  }

  @Test
  @Requirement("I20")
  void hugeDepthIsAnError() {
    var socket = wire.socket(token(Sitting.in(world)));
    socket.hello();

    socket.send("[".repeat(100_000));

    assertEquals("json", socket.next("error").path("why").asText());
  }

  @Test
  @Requirement("I20")
  void aMessageThatIsTooBigClosesTheSocketAndNoOther() {
    var sitting = Sitting.in(world);
    var other = wire.socket(token(Sitting.in(world)));
    other.hello();
    var socket = wire.socket(token(sitting));
    socket.hello();

    socket.send(save(1, 1, "cmi.suspend_data", "x".repeat(2 << 20)));

    assertEquals(1009, socket.closeCode());
    assertTrue(other.save(1, 1, "cmi.location", "1").path("refused").isEmpty());
  }

  @Test
  @Requirement("I20")
  void fragmentsForEverAreCutOff() {
    var socket = wire.socket(token(Sitting.in(world)));
    socket.hello();

    for (int i = 0; i < 30 && !socket.raw().isOutputClosed(); i++) {
      try {
        socket.raw().sendText("x".repeat(65_536), false).join();
      } catch (CompletionException e) {
        break; // closed meanwhile
      }
    }

    assertEquals(1009, socket.closeCode());
  }

  @Test
  @Requirement("I20")
  void tenThousandTinyMessagesCloseTheSocket() {
    var socket = wire.socket(token(Sitting.in(world)));
    socket.hello();

    for (int i = 0; i < 10_000 && !socket.raw().isOutputClosed(); i++) {
      try {
        socket.send("{}");
      } catch (CompletionException e) {
        break; // closed meanwhile
      }
    }

    int code = socket.closeCode();
    assertTrue(code == 1008 || code == 1006, "closed with " + code);
  }

  @Test
  @Requirement("I20")
  void oneAttemptHasSixteenSocketsAtMost() {
    String token = token(Sitting.in(world));
    var sockets = Stream.generate(() -> wire.socket(token)).limit(16).toList();

    var oneTooMany = wire.socket(token);

    assertEquals(1008, oneTooMany.closeCode());
    sockets.get(0).close();
    Awaitility.await().untilAsserted(() -> wire.socket(token).hello());
  }

  @Test
  @Requirement("I20")
  void binaryIsNotTheProtocol() {
    var socket = wire.socket(token(Sitting.in(world)));

    socket.raw().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();

    assertEquals(4000, socket.closeCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "-1", "1.5", "null"})
  @Requirement("I20")
  void numbersThatAreNoneAreErrors(String epoch) {
    var socket = wire.socket(token(Sitting.in(world)));

    socket.send("{\"v\":1,\"t\":\"hello\",\"epoch\":" + epoch + "}");

    assertEquals("epoch", socket.next("error").path("why").asText());
  }

  private static String token(Sitting sitting) {
    return wire.session(sitting, Mode.NORMAL).path("token").asText();
  }

  private static Map<String, String> valuesOf(Sitting sitting) {
    return world.db().tx(tx -> new CurrentValues().of(tx, sitting.attemptId()));
  }
}
