package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.resource.Resource;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.demo.lms.Person;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registration that is not active is a brake: its platform is not called for anything. */
class SwitchedOffIT {
  private static World world;
  private static RunningApp site;
  private static Visitor admin;

  private Platform13 platform;
  private Visitor teacher;
  private String home = "";
  private Resource exam;
  private long ann;
  private long anns;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    admin = Staff.admin(world, site);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @BeforeEach
  void launch() {
    platform = Platform13.known(world, site);
    teacher = platform.browser();
    home = platform.launch(teacher, platform.teacher()).location();
    exam = world.resource(launchOf(teacher, home));
    Person student = platform.lms().course().students().get(0);
    Visitor browser = platform.browser();
    Launch launched = launchOf(browser, platform.launch(browser, platform.student()).location());
    ann = launched.personId();
    anns = attempt(launched);
    assertEquals("s1", student.id());
  }

  @AfterEach
  void closePlatform() {
    platform.close();
  }

  @Test
  @Requirement({"AG-10", "DR-05"})
  void whileARegistrationIsNotActiveGradesWaitAndGoAtOnceAfterwards() {
    active(false);
    platform.lms().platform().log().clear();
    score("0.5");

    resend();
    aWhile();

    assertEquals(List.of(), platform.lms().platform().log().latest());
    assertEquals(State.WAITING, ours().state());
    assertFalse(due().contains(ours().id()), "it is swept up all the time");
    assertEquals("grade.held", GradeState.of(ours()).messageKey());
    assertTrue(teacher.get(home).body().contains("Held back"), "the class page does not say so");

    notDueForAnHour();
    active(true);
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> ours().state() == State.SENT && points().equals(Optional.of("50")));
  }

  @Test
  @Requirement("AG-12")
  void nothingIsAskedOfItsGradebookEither() {
    score("0.5");
    resend();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ours().state() == State.SENT);
    active(false);
    platform.lms().platform().log().clear();

    String whole = teacher.get(home + "grades").body();
    String one = teacher.get(home + "grades/" + ann).body();
    teacher.post(home + "grades/release", Map.of("shown", "false"));

    assertEquals(List.of(), platform.lms().platform().log().latest());
    assertTrue(whole.contains("1 grade is not compared: the connection is not active"), whole);
    assertTrue(one.contains("1 grade is not compared: the connection is not active"), one);
    assertFalse(whole.contains("data-same"), whole);
  }

  /** Long enough for the worker, which was rung for, to have sent it. */
  private static void aWhile() {
    try {
      TimeUnit.SECONDS.sleep(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void active(boolean on) {
    String path = "/admin/registrations/" + platform.registration().id();
    admin.get(path);
    assertEquals(303, admin.post(path + "/active", Map.of("active", "" + on)).status());
  }

  private void score(String scaled) {
    world
        .db()
        .run(
            tx -> {
              tx.change("update attempt set scaled_score = ?::numeric where id = ?", scaled, anns);
              new Grades().changed(tx, new long[] {anns});
            });
  }

  private void resend() {
    teacher.get(home);
    assertEquals(303, teacher.post(home + "grades/" + ann + "/resend", Map.of()).status());
  }

  private void notDueForAnHour() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update score_outbox
                       set next_try_at = now() + interval '1 hour'
                     where resource_id = ?
                    """,
                    exam.id()));
  }

  private List<Long> due() {
    return world.db().tx(tx -> new ScoreOutbox().listDue(tx, 500)).stream()
        .map(DueGrade::outboxId)
        .toList();
  }

  private OutboxGrade ours() {
    return world.db().tx(tx -> new ScoreOutbox().find(tx, exam.id(), ann)).orElseThrow();
  }

  private Optional<String> points() {
    var columns = platform.lms().platform().columns();
    return columns
        .ofActivity(platform.lms().course().activities().get(0))
        .flatMap(column -> columns.findResult(column.id(), "s1"))
        .map(result -> result.points());
  }

  private long attempt(Launch launch) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    insert into attempt
                           (resource_id, person_id, exam_version_id, number, state, started_at,
                            last_saved_at, ended_at, end_reason)
                    values (?, ?, ?, 1, 'ended', now(), now(), now(), 'exam')
                    returning id
                    """,
                    row -> row.longAt("id"),
                    exam.id(),
                    launch.personId(),
                    exam.examVersionId()));
  }

  private static Launch launchOf(Visitor browser, String location) {
    String id = location.split("/")[2];
    byte[] hash = new Tokens().hash(browser.cookie(LaunchCookie.nameOf(id)).orElseThrow());
    return world.db().tx(tx -> new Launches().find(tx, id, hash)).orElseThrow();
  }
}
