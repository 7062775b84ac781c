package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.core.resource.GradeOf;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.ShowScores;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaySessionIT {
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
  void aTicketIsTradedForAllThatThePlayerNeeds() {
    var sitting = Sitting.in(world);

    var answer = wire.trade(sitting.ticket(Mode.NORMAL));

    var session = Wire.json(answer.body());
    assertEquals(200, answer.statusCode());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("normal", session.path("mode").asText());
    assertEquals("2004", session.path("scorm").asText());
    assertEquals("Algebra 1", session.path("title").asText());
    assertEquals("Ann Student", session.path("learner").path("name").asText());
    assertTrue(session.path("learner").path("id").asText().startsWith("user-"));
    assertTrue(
        session.path("launch").asText().matches("/package/\\d+/\\d+\\.[\\w-]{43}/index\\.html"));
    assertEquals(app.app() + "/l/" + sitting.launch().id() + "/", session.path("back").asText());
    assertEquals(
        session.path("back").asText() + "attempts/" + sitting.attemptId() + "/receipt",
        session.path("receipt").asText());
    assertFalse(session.path("trial").asBoolean(true));
    assertTrue(session.path("examMessages").asBoolean());
    assertEquals(0, session.path("durationSeconds").asInt(-1));
  }

  @Test
  void aPackageOfAnotherMakeHasNoKnownTimeLimit() {
    var sitting = Sitting.in(world, Sitting.Package.SCORM_12);

    var session = wire.session(sitting, Mode.NORMAL);

    assertEquals("1.2", session.path("scorm").asText());
    assertTrue(session.path("durationSeconds").isNull());
  }

  @Test
  void theJournalIsKeyedByPersonAndAttempt() {
    var one = Sitting.in(world);
    var other = Sitting.in(world);

    var first = wire.session(one, Mode.NORMAL).path("journal").asText();
    var again = wire.session(one, Mode.NORMAL).path("journal").asText();
    var others = wire.session(other, Mode.NORMAL).path("journal").asText();

    assertEquals(first, again);
    assertNotEquals(first, others);
  }

  @Test
  void aTicketWorksOnceEvenInARace() {
    String ticket = Sitting.in(world).ticket(Mode.NORMAL);

    var statuses =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> wire.trade(ticket).statusCode()))
            .limit(8)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();

    assertEquals(List.of(200, 403, 403, 403, 403, 403, 403, 403), statuses);
  }

  @Test
  void usedAndUnknownTicketsAreToldTheSame() {
    String ticket = Sitting.in(world).ticket(Mode.NORMAL);
    wire.trade(ticket);

    var used = wire.trade(ticket);
    var unknown = wire.trade("never-existed");
    var empty = wire.trade("");

    assertEquals(403, used.statusCode());
    assertEquals(used.body(), unknown.body());
    assertEquals(used.body(), empty.body());
    assertEquals("ticket", Wire.json(used.body()).path("error").asText());
    assertEquals(app.app() + "/", Wire.json(used.body()).path("back").asText());
  }

  @Test
  void anExpiredTicketLeadsBackToItsOwnFrontPage() {
    var sitting = Sitting.in(world);
    String ticket = sitting.ticket(Mode.NORMAL);
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt_token set ticket_expires_at = now() where ticket_hash is not null"));

    var refused = wire.trade(ticket);

    assertEquals(403, refused.statusCode());
    JsonNode body = Wire.json(refused.body());
    assertEquals(app.app() + "/l/" + sitting.launch().id() + "/", body.path("back").asText());
  }

  @Test
  @Requirement("I23")
  void afterTheEndATicketHandsOverWhatIsLeftAndOpensNoExam() {
    var sitting = Sitting.in(world, Sitting.Package.NUMBAS);
    var socket = wire.socket(wire.session(sitting, Mode.NORMAL).path("token").asText());
    socket.hello();
    socket.save(1, 1, "cmi.location", "1");
    world.db().run(tx -> new Attempts().end(tx, sitting.attemptId(), tx.now(), EndReason.CLOSED));

    var work = wire.session(sitting, Mode.NORMAL);
    var review = wire.session(sitting, Mode.REVIEW);

    assertFalse(work.path("token").asText().isEmpty());
    assertFalse(work.toString().contains("/package/"));
    assertTrue(review.path("launch").asText().startsWith("/package/"));
  }

  @Test
  void anAttemptThatClosedMeanwhileIsNotOpened() {
    var sitting = Sitting.in(world);
    String ticket = sitting.ticket(Mode.NORMAL);
    var closed =
        new ResourceSetting(
            sitting.resourceId(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().minus(Duration.ofMinutes(1))),
            Optional.empty(),
            Optional.empty(),
            GradeOf.HIGHEST,
            ShowScores.COMPLETED,
            Optional.empty(),
            false);
    world.db().run(tx -> new ResourceSettings().save(tx, closed));

    var refused = wire.trade(ticket);

    assertEquals(403, refused.statusCode());
    assertEquals("closed", Wire.json(refused.body()).path("error").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{\"v\":1}", "{\"ticket\":7}"})
  void whatIsNoTicketIsABadBody(String body) {
    var refused = wire.post("/play/session", body);

    assertEquals(400, refused.statusCode());
    assertEquals("body", Wire.json(refused.body()).path("error").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1"})
  @Requirement("I26")
  void anotherOriginTradesNothing(String origin) {
    String ticket = Sitting.in(world).ticket(Mode.NORMAL);

    var refused =
        wire.post("/play/session", "{\"v\":1,\"ticket\":\"" + ticket + "\"}", "Origin", origin);
    var own = wire.trade(ticket);

    assertEquals(403, refused.statusCode());
    assertEquals("origin", Wire.json(refused.body()).path("error").asText());
    assertEquals(200, own.statusCode());
  }

  @Test
  @Requirement("I41")
  void thePlayersPageRunsOurScriptsOnlyAndIsFramedByTheAppAndTheLms() {
    var page = wire.get("/play/");

    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertEquals(200, page.statusCode());
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertTrue(
        policy.contains("frame-ancestors 'self' " + app.app() + " http://127.0.0.2:*"), policy);
    assertTrue(policy.contains("; sandbox allow-scripts allow-same-origin "), policy);
    assertFalse(policy.contains("allow-top-navigation"), policy);
    assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElse(""));
    assertTrue(page.headers().allValues("Set-Cookie").isEmpty());
  }
}
