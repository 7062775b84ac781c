package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.resource.Resource;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Markup in every text that somebody else writes, on every page that shows it. */
class HostileTextIT {
  /** Leaves an attribute, an element, a comment and a script block; says who it is. */
  private static String mark(String who) {
    return "\"'>--></title></script><i data-xss=" + who + "></i><script>xss()</script>${7*7}";
  }

  private static final World WORLD = World.fresh();
  private static final RunningApp APP = RunningApp.start(WORLD);

  private static Classroom classroom;
  private static Resource resource;
  private static long ann;

  @BeforeAll
  static void write() {
    classroom = new Classroom(WORLD);
    resource = classroom.exam();
    ann = WORLD.person(classroom.consumer, mark("person"));
    classroom.graded(resource, ann, "refused");
    WORLD.db().run(HostileTextIT::spoil);
  }

  private static void spoil(Tx tx) {
    tx.change("update context set title = ? where id = ?", mark("course"), classroom.course);
    tx.change("update resource set title = ? where id = ?", mark("resource"), resource.id());
    tx.change("update exam set title = ? where id = ?", mark("exam"), resource.examId());
    tx.change(
        "update exam_version set title = ?, file_name = ?, numbas_version = ? where id = ?",
        mark("version"),
        mark("file"),
        mark("numbas"),
        resource.examVersionId());
    tx.change(
        "update exam_question set name = ? where exam_version_id = ?",
        mark("question"),
        resource.examVersionId());
    tx.change("update score_outbox set reason_detail = ? where person_id = ?", mark("lms"), ann);
    tx.change(
        "update consumer set title = ? where id = ?", mark("consumer"), classroom.consumer.id());
    tx.change(
        "update lti11_key set consumer_key = ? where consumer_id = ?",
        mark("key"),
        classroom.consumer.id());
  }

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement("I30")
  void theInstructorsPagesShowTheTextOfOthersAsText() {
    Guest teacher = new Guest(APP.app(), classroom.teacher());

    assertText(teacher.get("/"), "person", "resource", "lms");
    assertText(teacher.get("/?search=" + encoded(mark("search"))), "search");
    assertText(teacher.get("/exam"), "version", "file", "numbas", "question");
    assertText(teacher.get("/settings"), "resource");
    assertText(new Guest(APP.app(), classroom.teacherAtAnotherLink()).get("/"), "course", "exam");
  }

  @Test
  @Requirement("I30")
  void theStudentsAndTheObserversPagesShowTheTextOfOthersAsText() {
    assertText(
        new Guest(APP.app(), classroom.student(ann)).get("/"), "person", "resource", "course");
    assertText(new Guest(APP.app(), classroom.observer()).get("/"), "resource", "course");
  }

  @Test
  @Requirement("I30")
  void theAdministratorsPagesShowTheTextOfStrangersAsText() {
    WORLD
        .db()
        .run(
            tx ->
                new LaunchRefusals()
                    .add(
                        tx,
                        new LaunchRefusal(
                            tx.now(),
                            "REFERENC",
                            "KEY_UNKNOWN",
                            "clause",
                            mark("stranger"),
                            mark("url"),
                            "decided",
                            mark("base"),
                            Optional.empty(),
                            List.of(mark("hint")))));
    Visitor admin = Staff.admin(WORLD, APP);

    assertText(admin.get("/admin/consumers"), "consumer", "key");
    assertText(admin.get("/admin/consumers/" + classroom.consumer.id()), "consumer", "key");
    assertText(admin.get("/admin/refusals"), "stranger", "url", "base", "hint");
  }

  @Test
  @Requirement("I30")
  void whatWasTypedWronglyComesBackAsText() {
    Visitor admin = Staff.admin(WORLD, APP);
    admin.get("/admin/consumers/new");
    Guest teacher = new Guest(APP.app(), classroom.teacher());
    teacher.get("/settings");

    Answer consumer =
        admin.post("/admin/consumers/new", Map.of("title", mark("typed"), "key", mark("key")));
    Answer settings = teacher.post("/settings", Map.of("attempts", mark("number")));
    teacher.get("/exam");
    Answer upload = teacher.upload(mark("upload").replace("\"", "%22"), "text/html", new byte[9]);

    assertText(consumer);
    assertText(settings);
    assertEquals(400, upload.status());
    assertText(upload);
  }

  @Test
  @Requirement("I30")
  void anErrorPageShowsNothingOfTheAddress() {
    Visitor stranger = new Visitor(APP.app());

    assertText(stranger.get("/nowhere/" + encoded(mark("path"))));
    assertText(stranger.get("/l/" + encoded(mark("launch")) + "/"));
    Answer admin = stranger.get("/admin/login?next=" + encoded(mark("next")));
    assertFalse(admin.headers().toString().contains("data-xss"), admin::toString);
    assertText(admin.status() == 303 ? stranger.get(admin.location()) : admin); // no admin yet
  }

  @Test
  @Requirement({"I30", "I31"})
  void theFileHasTheNamesInCellsAndIsNoPage() {
    Answer file = new Guest(APP.app(), classroom.teacher()).get("/attempts.csv");

    assertEquals("text/csv;charset=utf-8", file.header("Content-Type").orElseThrow());
    assertEquals("nosniff", file.header("X-Content-Type-Options").orElseThrow());
    assertTrue(file.body().contains(mark("person").replace("\"", "\"\"")), file.body());
  }

  /** None of the marks became markup, and those named are there, as text. */
  private static void assertText(Answer page, String... shown) {
    assertFalse(page.body().contains("<i data-xss"), page.body());
    assertFalse(page.body().contains("<script>xss"), page.body());
    assertTrue(page.header("Content-Type").orElse("none").startsWith("text/html"), page::toString);
    for (String who : shown) {
      assertTrue(page.body().contains("&lt;i data-xss=" + who + "&gt;"), who + ": " + page.body());
      assertFalse(page.body().contains("\"'>-->"), page.body());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
