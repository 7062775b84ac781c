package org.examhall.web.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.examhall.demo.server.DevPostgres;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthIT {
  private static final String TOKEN = "a token for monitors";

  private static World world;
  private static RunningApp app;

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_METRICS_TOKEN", TOKEN));
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  void aLocalCallerSeesEachPart() {
    var answer = new Visitor(app.app()).get("/health");

    var json = new Json().tree(answer.body()).orElseThrow();
    assertEquals(200, answer.status());
    assertEquals("ok", json.get("database").get("status").asText());
    assertTrue(json.get("data").get("freeMegabytes").asLong() > 0);
  }

  @Test
  void whoCameThroughAProxyIsNotLocal() {
    assertEquals(403, new Visitor(app.app()).from("127.0.0.1").get("/health").status());
    assertEquals(403, new Visitor(app.app()).from("198.51.100.1").get("/health").status());
  }

  @Test
  void theTokenLetsAMonitorInFromElsewhere() {
    var monitor = new Visitor(app.app()).from("198.51.100.1");

    var right = monitor.send(monitor.request("/health").header("Authorization", "Bearer " + TOKEN));
    var wrong = monitor.send(monitor.request("/health").header("Authorization", "Bearer x"));

    assertEquals(200, right.status());
    assertEquals(403, wrong.status());
  }

  @Test
  void withoutTheDatabaseItIsAliveButNotReady(@TempDir Path home) {
    DevPostgres postgres = DevPostgres.start(home);
    postgres.createDatabase("examhall");
    Map<String, String> settings =
        Map.of(
            "EXAMHALL_DATABASE_URL", postgres.url("examhall"),
            "EXAMHALL_DATABASE_USER", postgres.user(),
            "EXAMHALL_DATABASE_PASSWORD", postgres.password(),
            "EXAMHALL_WORKER", "separate");
    try (RunningApp own = RunningApp.start(world, settings)) {
      var visitor = new Visitor(own.app());
      assertEquals(200, visitor.get("/health/ready").status());

      postgres.immediateStop();

      assertEquals(200, visitor.get("/is_up").status());
      assertEquals(200, visitor.get("/health/live").status());
      var ready = visitor.get("/health/ready");
      assertEquals(503, ready.status());
      assertTrue(ready.header("Retry-After").isPresent());
      assertEquals(503, visitor.get("/health").status());
    }
  }
}
