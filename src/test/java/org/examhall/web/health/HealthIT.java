package org.examhall.web.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthIT {
  private static final Pattern METRIC =
      Pattern.compile("\\b(examhall|hikaricp|disk|jvm|process)_[a-z_]+");
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
  void everyNumberOfTheExamplesIsTold() throws IOException {
    new Visitor(app.app()).post("/lti11/launch", "lti_version=LTI-1p0");
    waitingGrade();
    String seen = "insert into site_certificate values ('pages', now() + interval '30 days')";
    world.db().run(tx -> tx.change(seen));

    String told = new Visitor(app.app()).get("/metrics").body();

    Set<String> names = new TreeSet<>();
    for (String file : List.of("examhall-rules.yml", "grafana-dashboard.json")) {
      Matcher name = METRIC.matcher(Files.readString(Path.of("deploy", "monitoring", file)));
      name.results().map(MatchResult::group).forEach(names::add);
    }
    assertTrue(names.size() > 15, names.toString());
    names.removeIf(name -> told.contains("\n" + name + "{") || told.contains("\n" + name + " "));
    assertEquals(Set.of(), names, told);
  }

  @Test
  void aScraperAsksEachProcessByItsOwnAddress() {
    int port = Ports.free();
    Map<String, String> origins =
        Map.of(
            "EXAMHALL_PUBLIC_URL", "https://exams.example.edu",
            "EXAMHALL_CONTENT_URL", "https://content.example.edu");
    try (RunningApp behindProxy = RunningApp.start(world, origins, port)) {
      Visitor scraper = new Visitor(URI.create("http://127.0.0.1:" + port));

      assertEquals(200, scraper.get("/metrics").status());
    }
  }

  @Test
  void numbersOfTheSiteAreForLocalCallersOnly() {
    assertEquals(403, new Visitor(app.app()).from("198.51.100.1").get("/metrics").status());
  }

  private static void waitingGrade() {
    GradedExam exam = GradedExam.in(world);
    long student = exam.student();
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into score_outbox
                           (resource_id, person_id, consumer_id, scaled_score, next_try_at)
                    values (?, ?, ?, 0.5, now() + interval '1 hour')
                    """,
                    exam.resourceId(),
                    student,
                    exam.consumer().id()));
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
