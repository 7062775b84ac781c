package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.TallyEvent;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Role;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.examhall.web.lti.Platform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator sees of the whole site and of courses, and what deleting does. */
class CoursesIT {
  private static World world;
  private static RunningApp app;
  private static Visitor admin;

  private final GradedExam exam = GradedExam.in(world);
  private final long consumer = exam.consumer().id();
  private final long course = exam.launch(exam.student(), Role.LEARNER).contextId();
  private final String path = "/admin/consumers/" + consumer;

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    admin = Staff.admin(world, app);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  @Requirement({"AD2", "AD19"})
  void theFirstPageTellsTheLastDayAndWhatNeedsAttention() {
    String before = admin.get("/admin").body();
    long student = exam.student();
    exam.launch(student, Role.LEARNER);
    change("update attempt set state = 'ended', ended_at = now() where id = ?", attempt(student));
    attempt(student);
    change(
        """
        insert into score_outbox (resource_id, person_id, consumer_id, scaled_score, state)
        values (?, ?, ?, 0.5, 'refused')
        """,
        exam.resourceId(),
        student,
        consumer);
    world
        .db()
        .run(tx -> new ConsumerTallies().count(tx, consumer, TallyEvent.REFUSAL, "NONCE_USED"));

    String page = admin.get("/admin/").body();

    assertEquals(figure(before, "Launches") + 1, figure(page, "Launches"));
    assertEquals(figure(before, "Attempts begun") + 2, figure(page, "Attempts begun"));
    assertEquals(figure(before, "Attempts finished") + 1, figure(page, "Attempts finished"));
    String row = page.substring(page.indexOf("/admin/contexts/" + course + "\""));
    assertEquals(List.of("2", "2", "1"), numbers(row.substring(0, row.indexOf("</tr>"))));
    assertTrue(page.contains("1 grade was refused by the LMS."), page);
    assertTrue(page.contains("href=\"/admin/consumers/" + consumer + "#activity\""), page);
    assertTrue(page.contains("refusals?period=24h&amp;consumer=" + consumer + "\""), page);
    assertTrue(page.contains("<a href=\"/admin\" aria-current=\"page\">"), page);
    assertEquals("/admin/login", new Visitor(app.app()).get("/admin").location());
  }

  @Test
  @Requirement({"AD5", "AD7"})
  void coursesStandInThePeriodOfTheirFirstExam() {
    long earlier =
        world.db().tx(tx -> new Contexts().save(tx, consumer, "early", "", "")).orElseThrow();
    long exams = world.exam(earlier);
    change(
        """
        insert into resource (context_id, exam_id, exam_version_id, title, created_at)
        select ?, exam_id, id, 'Old', '2019-10-01' from exam_version where exam_id = ?
        """,
        earlier,
        exams);
    world.db().run(tx -> new Contexts().save(tx, consumer, "nameless-77", "", ""));
    admin.get(path + "/periods");

    admin.post(path + "/periods", period("Autumn 2019", "2019-09-01", "2019-10-01"));
    int backwards =
        admin.post(path + "/periods", period("Wrong", "2020-02-01", "2020-01-01")).status();
    int noDay = admin.post(path + "/periods", period("Wrong", "2020-02-01", "soon")).status();
    String list = admin.get(path + "/contexts").body();
    String autumn = follow(list, "Autumn 2019");
    String outside = follow(list, "Outside all periods");
    String empty = follow(list, "No exam yet");

    assertEquals(List.of(400, 400), List.of(backwards, noDay));
    assertTrue(autumn.contains("(no name) early"), autumn);
    assertTrue(outside.contains("/admin/contexts/" + course + "\""), outside);
    assertTrue(empty.contains("(no name) nameless-77"), empty);
    assertFalse(autumn.contains("/admin/contexts/" + course + "\""));

    String form = match(admin.get(path + "/periods").body(), "action=\"([^\"]+/periods/\\d+)\"");
    admin.post(form, period("Autumn 2019", "2019-09-01", "2019-09-30"));
    assertTrue(
        follow(admin.get(path + "/contexts").body(), "Outside all periods").contains("early"));
    assertEquals(
        404, admin.post(form.replace("" + consumer, "" + (consumer + 1)), Map.of()).status());
    admin.post(form + "/delete", Map.of());
    assertFalse(admin.get(path + "/periods").body().contains("Autumn 2019"));
  }

  @Test
  @Requirement("AD8")
  void aCourseShowsItsExamsWithTheirStateInWords() {
    attempt(exam.student());
    String lately = admin.get("/admin/contexts/" + course).body();
    change(
        "update attempt set created_at = now() - interval '15 days', last_saved_at = null where resource_id = ?",
        exam.resourceId());
    change(
        "insert into resource_setting (resource_id, available_until) values (?, '2020-01-01')",
        exam.resourceId());

    String quiet = admin.get("/admin/contexts/" + course).body();

    assertTrue(lately.contains(">Open</span>"), lately);
    assertTrue(lately.contains("Used within a week"), lately);
    assertTrue(quiet.contains(">Closed</span>"), quiet);
    assertTrue(quiet.contains("Quiet for two weeks"), quiet);
    assertEquals(404, admin.get("/admin/contexts/999999").status());
  }

  @Test
  @Requirement({"AD6", "NLP-S11"})
  void aDeletedLmsIsClosedAndKeptAndCanBeBroughtBack() {
    OpenLaunch open = exam.open(exam.student(), Role.LEARNER);
    String title = exam.consumer().title();
    String promise = admin.get(path + "/delete").body();
    int mistyped = admin.post(path + "/delete", Map.of("name", title + "!")).status();

    assertTrue(promise.contains("all launches of this LMS are refused"), promise);
    assertEquals(400, mistyped);
    assertEquals(200, visit(open));

    admin.post(path + "/delete", Map.of("name", title));
    admin.post(path + "/enabled", Map.of("enabled", "true"));
    String list = admin.get("/admin/consumers").body();

    assertEquals(403, visit(open));
    assertFalse(list.contains("data-consumer=\"" + consumer + "\""));
    assertTrue(list.contains("<li><a href=\"" + path + "\">" + title), list);

    admin.post(path + "/restore", Map.of());
    int stillClosed = visit(open);
    admin.post(path + "/enabled", Map.of("enabled", "true"));
    assertEquals(403, stillClosed);
    assertEquals(200, visit(open));
    assertEquals(
        List.of("consumer.deleted", "consumer.enabled", "consumer.restored"),
        audited("consumer:" + consumer));
  }

  @Test
  @Requirement({"AD9", "NLP-S11"})
  void launchesFromADeletedCourseAreRefusedUntilItIsBroughtBack() {
    Platform lms = Platform.known(world, app);
    Map<String, String> launch = Platform.ordinary();
    launch.put("context_title", "Algebra I");
    assertEquals(303, lms.launch(launch).statusCode());
    String page =
        "/admin/contexts/"
            + world
                .db()
                .tx(
                    tx ->
                        tx.only(
                            "select id from context where lti_context_id = ?",
                            row -> row.longAt("id"),
                            launch.get("context_id")));
    admin.get(page + "/delete");

    admin.post(page + "/delete", Map.of("name", " Algebra  I "));
    HttpResponse<String> refused = lms.launch(launch);
    Map<String, String> otherLink = Platform.ordinary();
    otherLink.put("context_id", launch.get("context_id"));
    int refusedToo = lms.launch(otherLink).statusCode();
    admin.post(page + "/restore", Map.of());

    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("deleted here by a site administrator"), refused.body());
    assertEquals(403, refusedToo);
    assertEquals(303, lms.launch(launch).statusCode());
    assertTrue(admin.get("/admin/refusals").body().contains("COURSE_DELETED"));
  }

  private long attempt(long student) {
    return exam.attempt(student, Optional.empty());
  }

  private static int visit(OpenLaunch open) {
    String id = open.launch().id();
    return new Visitor(app.app())
        .withCookie(LaunchCookie.nameOf(id), open.token())
        .get("/l/" + id + "/")
        .status();
  }

  private static Map<String, String> period(String name, String from, String to) {
    return Map.of("name", name, "from", from, "to", to);
  }

  private static void change(String sql, Object... values) {
    world.db().run(tx -> tx.change(sql, values));
  }

  private static List<String> audited(String subject) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    "select action from audit_log where subject = ? order by action",
                    row -> row.text("action"),
                    subject));
  }

  /** The page behind the link that begins with these words. */
  private static String follow(String page, String words) {
    return admin.get(match(page, "href=\"([^\"]+)\"[^>]*>" + words)).body();
  }

  private static int figure(String page, String word) {
    return Integer.parseInt(match(page, "<dt>" + word + "</dt><dd><span class=\"figure\">(\\d+)"));
  }

  private static List<String> numbers(String row) {
    return Pattern.compile("class=\"number\">(\\d+)<")
        .matcher(row)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String match(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }
}
