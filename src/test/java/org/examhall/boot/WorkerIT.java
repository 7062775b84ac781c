package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Launch;
import org.examhall.demo.lms.Orders.Order;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.jobs.GradeQueue;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.redis.Redis;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Gradebook.Student;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.MailHost;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as it really runs: inside the site, and as a process that is killed. */
class WorkerIT {
  static final Map<String, String> LAB = Map.of("EXAMHALL_PRIVATE_HOSTS", "127.0.0.2");

  final World world = World.fresh();
  final Gradebook book = Gradebook.in(world);

  @AfterEach
  void close() {
    book.close();
    world.close();
  }

  @Test
  @Requirement("BO-01")
  void aLaunchThatGivesTheGradeAPlaceBringsItHome() throws Exception {
    Student student = book.unaddressedStudent();
    book.score(student, "0.5");
    try (RunningApp site = RunningApp.start(world, LAB);
        Redis redis = new Redis(world.config().text(Option.REDIS_URL))) {
      Launch ungraded =
          book.launch(student).without("lis_outcome_service_url").without("lis_result_sourcedid");
      post(site, ungraded);
      assertEquals(State.NO_ADDRESS, book.ours(student).state());

      post(site, book.launch(student));

      soon().until(() -> inLms(student, "0.5"));

      new GradeQueue(redis).add(book.score(student, "0.75"));

      soon().until(() -> inLms(student, "0.75"));
    }
  }

  @Test
  @Requirement("ST11")
  void aSiteWithAMailServerMailsTheReceiptsOfExamsThatAskForIt() {
    GradedExam exam = GradedExam.in(world);
    long student = exam.student();
    long attempt = exam.attempt(student, Optional.of("0.5"));
    world
        .db()
        .run(
            tx -> {
              tx.change("update person set email = 'ann@example.edu' where id = ?", student);
              tx.change(
                  """
                  update attempt
                     set state = 'ended', end_reason = 'exam', ended_at = now() - interval '5 minutes'
                   where id = ?
                  """,
                  attempt);
              tx.change(
                  """
                  insert into attempt_batch (attempt_id, epoch, seq, element_count, elements)
                  values (?, 1, 1, 1, '[{"k":"a","v":"b","at":0}]')
                  """,
                  attempt);
              tx.change(
                  """
                  insert into resource_setting (resource_id, mail_receipts_since)
                  values (?, now() - interval '1 hour')
                  """,
                  exam.resourceId());
            });

    try (MailHost host = MailHost.plain();
        RunningApp site = RunningApp.start(world, host.settings("none"))) {
      soon().until(() -> host.received().size() == 1);
    }
  }

  @Test
  @Requirement("F03")
  void aKilledWorkerLosesNoGradeAndANewOneGoesOn(@TempDir Path folder) throws Exception {
    book.lms().orders().add(Order.always(Behaviour.STALL).millis(100));
    List<Student> students = Stream.generate(book::student).limit(30).toList();
    students.forEach(student -> book.score(student, "0.5"));

    Process first = worker(folder.resolve("first.log"));
    soon().until(() -> book.lms().outcomes().count("received") >= 5);
    first.destroyForcibly().waitFor();
    int sentByFirst = book.lms().outcomes().count("received");
    book.timePasses();
    Process second = worker(folder.resolve("second.log"));
    try {
      soon().until(() -> students.stream().allMatch(s -> book.ours(s).state() == State.SENT));
    } finally {
      second.destroy();
    }

    assertTrue(second.waitFor(10, TimeUnit.SECONDS), "it did not stop within ten seconds");
    assertTrue(sentByFirst < 30, "killed too late to show anything");
    assertTrue(students.stream().allMatch(student -> inLms(student, "0.5")));
    int inHand = 2;
    assertTrue(book.lms().outcomes().count("received") <= 30 + inHand);
  }

  private void post(RunningApp site, Launch launch) throws Exception {
    Tool tool = book.tool("secret");
    SignedLaunch signed =
        launch.to(new Tool(site.app().resolve("/lti11/launch"), tool.key(), tool.secret())).sign();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(signed.url())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(signed.formEncoded()))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(303, answer.statusCode(), answer.body());
  }

  private boolean inLms(Student student, String score) {
    return book.inLms(student).equals(Optional.of(new BigDecimal(score)));
  }

  private Process worker(Path log) throws IOException {
    ProcessBuilder worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.examhall.boot.Main",
                "worker")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    for (Option option : Option.values()) {
      worker.environment().put(option.variable(), world.config().text(option));
    }
    worker.environment().putAll(LAB);
    return worker.start();
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
