package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Columns;
import org.examhall.demo.lms.LineItem;
import org.examhall.demo.lms.Orders;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.Service;
import org.examhall.demo.lms.ServiceOrders;
import org.examhall.demo.lms.Trouble;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A teacher compares grades with those of the LMS's gradebook. */
class CompareIT {
  private static World world;
  private static RunningApp site;

  private Platform13 platform;
  private Visitor teacher;
  private String home = "";
  private Resource exam;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
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
  }

  @AfterEach
  void closePlatform() {
    platform.close();
  }

  @Test
  @Requirement("AG-12")
  void whereTheGradebookHasAnotherGradeTheTeacherReadsSoAndMaySendOursAgain() {
    Person ann = student(0);
    Person bob = student(1);
    long anns = sent(ann, "0.5");
    sent(bob, "0.75");
    columns().write(column().id(), ann.id(), "80", "");
    platform.lms().platform().log().clear();

    String page = teacher.get(home + "grades").body();
    Answer resent = teacher.post(home + "grades/" + anns + "/resend", Map.of());
    awaitPoints(ann, "50");
    String again = teacher.get(home + "grades").body();

    assertTrue(page.contains("data-same=\"1\""), page);
    assertTrue(row(page, anns).contains("50%"), page);
    assertTrue(row(page, anns).contains("80%"), page);
    assertTrue(row(page, anns).contains("on purpose, leave it"), page);
    assertEquals(303, resent.status());
    assertFalse(again.contains("data-person"), again);
    assertTrue(again.contains("data-same=\"2\""), again);
  }

  @Test
  @Requirement({"AG-12", "BO-16"})
  void allThatTheGradebookHasOtherwiseIsSentAgainWithOnePress() {
    long anns = sent(student(0), "0.5");
    long bobs = sent(student(1), "0.75");
    columns().write(column().id(), student(0).id(), "80", "");
    columns().write(column().id(), student(1).id(), "", "");

    String page = teacher.get(home + "grades").body();
    Answer pressed =
        teacher.post(home + "grades/resend", "person=%d&person=%d".formatted(anns, bobs));

    for (long person : List.of(anns, bobs)) {
      assertTrue(page.contains("name=\"person\" value=\"" + person + "\""), page);
    }
    assertEquals(303, pressed.status());
    awaitPoints(student(0), "50");
    awaitPoints(student(1), "75");
  }

  @Test
  @Requirement("AG-12")
  void theWholeColumnIsReadAtOncePageByPage() {
    for (int i = 0; i < 3; i++) {
      sent(student(i), "0.5");
    }
    for (int i = 0; i < 150; i++) {
      columns().write(column().id(), "somebody-" + i, "10", "");
    }
    columns().write(column().id(), student(2).id(), "", "");
    platform.lms().platform().log().clear();

    String page = teacher.get(home + "grades").body();

    assertEquals(2, platform.lms().platform().log().count(Service.RESULTS));
    assertTrue(page.contains("data-same=\"2\""), page);
    assertTrue(page.contains("The gradebook shows no grade"), page);
  }

  @Test
  @Requirement("AG-12")
  void ofOneStudentOneResultIsReadHoweverLongTheColumnIs() {
    long anns = sent(student(0), "0.5");
    for (int i = 0; i < 250; i++) {
      columns().write(column().id(), "somebody-" + i, "10", "");
    }
    platform.lms().platform().log().clear();

    String page = teacher.get(home + "grades/" + anns).body();
    String nobody = teacher.get(home + "grades/" + (anns + 1_000_000)).body();

    assertEquals(1, platform.lms().platform().log().count(Service.RESULTS));
    assertTrue(page.contains("data-same=\"1\""), page);
    assertTrue(nobody.contains("no grade of this person"), nobody);
  }

  @Test
  @Requirement("AG-12")
  void aSlowLmsDoesNotHoldThePage() {
    sent(student(0), "0.5");
    platform
        .lms()
        .platform()
        .orders()
        .add(ServiceOrders.Order.always(Trouble.STALL).of(Service.RESULTS).millis(60_000));
    Instant before = Instant.now();

    Answer page = teacher.get(home + "grades");

    assertEquals(200, page.status());
    assertTrue(Duration.between(before, Instant.now()).toSeconds() < 30);
    assertTrue(page.body().contains("The LMS did not answer, or not in time"), page.body());
    assertFalse(page.body().contains("data-person"), page.body());
  }

  @Test
  @Requirement("AG-12")
  void anLmsThatLetsNobodyReadIsSpokenOfWithTheWayOut() {
    sent(student(0), "0.5");
    platform
        .lms()
        .platform()
        .orders()
        .add(ServiceOrders.Order.always(Trouble.FORBIDDEN_403).of(Service.RESULTS));

    String page = teacher.get(home + "grades").body();

    assertTrue(page.contains("does not let us read its gradebook"), page);
    assertFalse(page.contains("data-same"), page);
  }

  @Test
  @Requirement("AG-15")
  void aTeacherHoldsGradesBackAndShowsThemWhereTheLmsCan() {
    sent(student(0), "0.5");

    String unknown = teacher.get(home + "grades").body();
    String held = release("false");
    Object hidden = column().more().get("gradesReleased");
    String shown = release("true");
    Object visible = column().more().get("gradesReleased");
    platform.lms().platform().add(Quirk.LINE_ITEM_FIXED);
    String fixed = release("false");

    assertTrue(held.contains("held back from students now"), held);
    assertTrue(shown.contains("students see these grades now"), shown);
    assertTrue(fixed.contains("has no such switch"), fixed);
    assertFalse(unknown.contains("/grades/release"), "it is offered where the LMS has no switch");
    assertTrue(held.contains("data-released=\"false\"") && !held.contains("data-action=\"hide\""));
    assertTrue(shown.contains("data-released=\"true\"") && !shown.contains("data-action=\"show\""));
    assertEquals(List.of("false", "true"), List.of(hidden.toString(), visible.toString()));
  }

  private String release(String shown) {
    teacher.get(home + "grades");
    Answer answer = teacher.post(home + "grades/release", Map.of("shown", shown));
    return teacher.get(answer.location()).body();
  }

  @Test
  @Requirement({"AG-12", "BO-09"})
  void byLti11OneStudentIsLookedUp() {
    try (Gradebook book = Gradebook.in(world)) {
      Gradebook.Student student = book.student();
      OpenLaunch open = book.exam().open(book.exam().student(), Role.INSTRUCTOR);
      Visitor instructor = visitor(open);
      String base = "/l/" + open.launch().id() + "/";
      book.score(student, "0.5");
      instructor.get(base);
      instructor.post(base + "grades/" + student.personId() + "/resend", Map.of());
      Awaitility.await().until(() -> book.ours(student).state() == State.SENT);

      String whole = instructor.get(base + "grades").body();
      String same = instructor.get(base + "grades/" + student.personId()).body();
      change(book.exam().resourceId(), student.personId(), "0.9");
      String different = instructor.get(base + "grades/" + student.personId()).body();
      book.lms().orders().add(Orders.Order.always(Behaviour.FAILURE_200));
      String failed = instructor.get(base + "grades/" + student.personId()).body();

      assertTrue(whole.contains("href=\"" + base + "grades/" + student.personId()), whole);
      assertTrue(same.contains("data-same=\"1\""), same);
      assertTrue(row(different, student.personId()).contains("90%"), different);
      assertTrue(row(different, student.personId()).contains("50%"), different);
      assertTrue(failed.contains("1 grade could not be compared"), failed);
      assertTrue(failed.contains("refused to tell this grade"), failed);
    }
  }

  /** The student's grade, sent by the site; who they are here. */
  private long sent(Person student, String score) {
    Visitor browser = platform.browser();
    Launch launch =
        launchOf(
            browser,
            platform.launch(browser, platform.lms().launch13(student, activity())).location());
    long attempt = attempt(launch, score);
    world.db().tx(tx -> new Grades().changed(tx, new long[] {attempt}));
    teacher.get(home);
    teacher.post(home + "grades/" + launch.personId() + "/resend", Map.of());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                world
                        .db()
                        .tx(tx -> new ScoreOutbox().find(tx, exam.id(), launch.personId()))
                        .orElseThrow()
                        .state()
                    == State.SENT);
    return launch.personId();
  }

  private long attempt(Launch launch, String score) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    insert into attempt
                           (resource_id, person_id, exam_version_id, number, state, started_at,
                            last_saved_at, ended_at, end_reason, scaled_score)
                    values (?, ?, ?, 1, 'ended', now(), now(), now(), 'exam', ?::numeric)
                    returning id
                    """,
                    row -> row.longAt("id"),
                    exam.id(),
                    launch.personId(),
                    exam.examVersionId(),
                    score));
  }

  private static void change(long resourceId, long personId, String score) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update score_outbox
                       set scaled_score = ?::numeric
                     where resource_id = ?
                       and person_id = ?
                    """,
                    score,
                    resourceId,
                    personId));
  }

  private void awaitPoints(Person student, String points) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                columns()
                    .findResult(column().id(), student.id())
                    .filter(result -> result.points().equals(points))
                    .isPresent());
  }

  private Columns columns() {
    return platform.lms().platform().columns();
  }

  private LineItem column() {
    return columns().ofActivity(activity()).orElseThrow();
  }

  private Activity activity() {
    return platform.lms().course().activities().get(0);
  }

  private Person student(int index) {
    List<Person> students = platform.lms().course().students();
    return students.get(index);
  }

  private static String row(String page, long person) {
    var row = Pattern.compile("(?s)data-person=\"" + person + "\".*?</tr>").matcher(page);
    assertTrue(row.find(), page);
    return row.group();
  }

  private static Launch launchOf(Visitor browser, String location) {
    String id = location.split("/")[2];
    byte[] hash = new Tokens().hash(browser.cookie(LaunchCookie.nameOf(id)).orElseThrow());
    Optional<Launch> launch = world.db().tx(tx -> new Launches().find(tx, id, hash));
    return launch.orElseThrow();
  }

  private static Visitor visitor(OpenLaunch open) {
    return new Visitor(site.app())
        .withCookie(LaunchCookie.nameOf(open.launch().id()), open.token());
  }
}
