package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets a socket, seen on the wire, where a refusal must look like any other. */
class SocketDoorIT {
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
  @Requirement("I19")
  void whoeverMayNotIsToldTheSameAndNothingElse() throws IOException {
    Sitting ann = Sitting.in(world);
    String good = token(ann);
    String own = app.content().toString();

    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("no subprotocol", handshake(own, ""));
    answers.put("no token", handshake(own, "examhall.v1"));
    answers.put("an empty token", handshake(own, "examhall.v1, token."));
    answers.put("a token that never was", handshake(own, offer("x".repeat(good.length()))));
    answers.put("a ticket", handshake(own, offer(ann.ticket(Mode.NORMAL))));
    answers.put("the attempt's number", handshake(own, offer(Long.toString(ann.attemptId()))));
    answers.put("the token, not as a subprotocol", handshake(own, "examhall.v1, " + good));
    answers.put("a token that was taken back", handshake(own, offer(revoked())));
    answers.put("a token that has expired", handshake(own, offer(expired())));
    answers.put("only the launch's cookie", handshake(own, "examhall.v1", cookie(ann)));
    answers.put("a foreign origin", handshake("https://evil.example", offer(good)));
    answers.put("no origin", handshake("", offer(good)));
    answers.put("a null origin", handshake("null", offer(good)));
    answers.put("the app's origin", handshake(app.app().toString(), offer(good)));
    answers.put("our host and more", handshake(own + ".evil.example", offer(good)));
    answers.put("our host, another port", handshake("http://127.0.0.1:1", offer(good)));

    answers.forEach(
        (who, answer) -> assertTrue(answer.startsWith("HTTP/1.1 403 "), who + ": " + answer));
    assertEquals(
        1,
        answers.values().stream().map(SocketDoorIT::comparable).distinct().count(),
        answers::toString);
    assertTrue(handshake(own, offer(good)).startsWith("HTTP/1.1 101 "));
  }

  @Test
  @Requirement("I19")
  void aTokenNamesItsAttemptWhateverTheMessagesSay() {
    Sitting own = Sitting.in(world);
    Sitting other = Sitting.in(world);
    wire.socket(token(other)).hello();
    var socket = wire.socket(token(own));
    socket.hello();

    socket.send(
        "{\"t\":\"save\",\"v\":1,\"epoch\":1,\"seq\":1,\"attempt\":\"%d\",\"attemptId\":%d,\"els\":[{\"k\":\"cmi.location\",\"v\":\"own\",\"attempt\":%d}]}"
            .formatted(other.attemptId(), other.attemptId(), other.attemptId()));
    socket.next("ack");

    assertEquals(Map.of("cmi.location", "own"), valuesOf(own));
    assertEquals(Map.of(), valuesOf(other));
  }

  @Test
  @Requirement("I19")
  void theAppHasNoSocket() throws IOException {
    String good = token(Sitting.in(world));

    String answer =
        handshake(app.app().getAuthority(), app.content().toString(), offer(good), "Accept: */*");

    assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
  }

  private static String handshake(String origin, String subprotocols, String... more)
      throws IOException {
    String extra = more.length == 0 ? "Accept: */*" : more[0];
    return handshake(app.content().getAuthority(), origin, subprotocols, extra);
  }

  /** What comes back to a handshake, to its end; only the head of a good one. */
  private static String handshake(String host, String origin, String subprotocols, String extra)
      throws IOException {
    StringBuilder request = new StringBuilder("GET /play/socket HTTP/1.1\r\nHost: " + host);
    request.append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13");
    request.append("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n").append(extra);
    if (!origin.isEmpty()) {
      request.append("\r\nOrigin: ").append(origin);
    }
    if (!subprotocols.isEmpty()) {
      request.append("\r\nSec-WebSocket-Protocol: ").append(subprotocols);
    }
    request.append("\r\n\r\n");
    try (Socket socket = new Socket("127.0.0.1", app.content().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[16_384];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.UTF_8);
    }
  }

  /** Without what differs from one answer to the next: reference and date. */
  private static String comparable(String answer) {
    return answer
        .lines()
        .filter(line -> !line.startsWith("Date:"))
        .collect(Collectors.joining("\n"))
        .replaceAll("\\b[2-9A-Z]{8}\\b", "");
  }

  private static String offer(String token) {
    return "examhall.v1, token." + token;
  }

  private static String token(Sitting sitting) {
    return wire.session(sitting, Mode.NORMAL).path("token").asText();
  }

  private static String revoked() {
    Sitting sitting = Sitting.in(world);
    String token = token(sitting);
    sitting.revoke();
    return token;
  }

  private static String expired() {
    Sitting sitting = Sitting.in(world);
    String token = token(sitting);
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt_token set expires_at = now() where attempt_id = ?",
                    sitting.attemptId()));
    return token;
  }

  /** A good session of the app, which is worth nothing here. */
  private static String cookie(Sitting sitting) {
    Launch launch = sitting.launch();
    World.OpenLaunch open =
        world.launch(
            sitting.consumer(),
            launch.contextId(),
            launch.resourceLinkId().orElseThrow(),
            launch.personId(),
            Role.LEARNER);
    return "Cookie: " + LaunchCookie.nameOf(open.launch().id()) + "=" + open.token();
  }

  private static Map<String, String> valuesOf(Sitting sitting) {
    Map<String, String> values =
        world.db().tx(tx -> new CurrentValues().of(tx, sitting.attemptId()));
    assertFalse(values.containsKey("attempt"));
    return values;
  }
}
