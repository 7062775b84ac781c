package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.resource.Resource;
import org.examhall.core.scoring.Grades;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Columns;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.Result;
import org.examhall.demo.lms.Service;
import org.examhall.demo.lms.ServiceOrders;
import org.examhall.demo.lms.Trouble;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.HiddenForm;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A teacher adds an exam to the course that is there already: a second link, with its column. */
class SeveralLinksIT {
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
  @Requirement({"AG-07", "AG-12", "BO-16", "DL-06"})
  void theGradeIsInTheColumnOfEachLinkAndTheComparisonSaysSo() {
    Person ann = platform.lms().course().students().get(0);
    Person bob = platform.lms().course().students().get(1);
    Activity first = platform.lms().course().activities().get(0);
    long attempt = attempt(launch(ann, first), "0.8");
    attempt(launch(bob, first), "0.6");
    await(ann, "80", first);

    Activity second = addedAgain();
    launch(ann, second);
    await(ann, "80", first, second);
    await(bob, "60", first, second); // who never came by the second link
    score(attempt, "0.95");
    await(ann, "95", first, second);
    String same = teacher.get(home + "grades").body();
    columns().write(columns().ofActivity(second).orElseThrow().id(), ann.id(), "10", "");
    String different = teacher.get(home + "grades").body();

    assertEquals(exam.id(), launch(bob, second).resourceId().orElseThrow());
    assertTrue(same.contains("data-same=\"2\""), same);
    assertTrue(different.contains("data-same=\"1\""), different);
    assertTrue(different.contains("10%"), different);
  }

  @Test
  @Requirement({"AG-12", "F08"})
  void theComparisonPassesOverAGoneLinkAndAnEmptyCellWhereTheStudentNeverCame() {
    Person ann = platform.lms().course().students().get(0);
    Person bob = platform.lms().course().students().get(1);
    Activity first = platform.lms().course().activities().get(0);
    Activity second = addedAgain();
    attempt(launch(ann, first), "0.8");
    Launch anns = launch(ann, second);
    Launch bobs = launch(bob, first);
    attempt(bobs, "0.6");
    await(ann, "80", first, second);
    await(bob, "60", first, second);

    clear(bob, second);
    String never = compared(bobs);
    answerResults(Trouble.OK, Trouble.NOT_FOUND_404);
    String gone = compared(anns);
    answerResults(Trouble.NOT_FOUND_404, Trouble.OK);
    String unread = compared(anns);
    clear(ann, first);
    String cleared = compared(anns);

    assertTrue(never.contains("data-same=\"1\""), never);
    assertTrue(gone.contains("data-same=\"1\""), gone);
    assertTrue(unread.contains("1 grade could not be compared"), unread);
    assertTrue(cleared.contains("The gradebook shows no grade"), cleared);
  }

  private String compared(Launch launch) {
    return teacher.get(home + "grades/" + launch.personId()).body();
  }

  private void clear(Person student, Activity link) {
    columns().write(columns().ofActivity(link).orElseThrow().id(), student.id(), "", "");
  }

  /** Of the two columns that are read next. */
  private void answerResults(Trouble first, Trouble second) {
    ServiceOrders orders = platform.lms().platform().orders();
    orders.add(ServiceOrders.Order.always(second).of(Service.RESULTS).times(1));
    orders.add(ServiceOrders.Order.always(first).of(Service.RESULTS).times(1));
  }

  /** The teacher chooses it in the LMS once more; the new link. */
  private Activity addedAgain() {
    Activity any = platform.lms().course().activities().get(0);
    Visitor browser = platform.browser();
    String selection =
        platform
            .launch(
                browser,
                platform
                    .lms()
                    .launch13(Message.DEEP_LINKING, platform.lms().course().teacher(), any))
            .location();
    browser.get(selection);
    HiddenForm.of(browser.post(selection + "select", Map.of("choice", "resource-" + exam.id())))
        .post();
    List<Activity> all = platform.lms().course().activities();
    return all.get(all.size() - 1);
  }

  private Launch launch(Person student, Activity activity) {
    Visitor browser = platform.browser();
    return launchOf(
        browser, platform.launch(browser, platform.lms().launch13(student, activity)).location());
  }

  private void await(Person student, String points, Activity... links) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              for (Activity link : links) {
                assertEquals(Optional.of(points), inLms(student, link), link.title());
              }
            });
  }

  private Optional<String> inLms(Person student, Activity link) {
    return columns()
        .findResult(columns().ofActivity(link).orElseThrow().id(), student.id())
        .map(Result::points);
  }

  private Columns columns() {
    return platform.lms().platform().columns();
  }

  private long attempt(Launch launch, String score) {
    return world
        .db()
        .tx(
            tx -> {
              long id =
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
                      score);
              new Grades().changed(tx, new long[] {id});
              return id;
            });
  }

  private static void score(long attempt, String score) {
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  "update attempt set scaled_score = ?::numeric where id = ?", score, attempt);
              new Grades().changed(tx, new long[] {attempt});
            });
  }

  private static Launch launchOf(Visitor browser, String location) {
    String id = location.split("/")[2];
    byte[] hash = new Tokens().hash(browser.cookie(LaunchCookie.nameOf(id)).orElseThrow());
    Optional<Launch> launch = world.db().tx(tx -> new Launches().find(tx, id, hash));
    return launch.orElseThrow();
  }
}
