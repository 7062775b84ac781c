package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.core.context.Role;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Orders.Order;
import org.examhall.jobs.GradeQueue;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.redis.Redis;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Gradebook.Student;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An LMS refused the grades of a class, and its administrator has mended why. */
class ResendAllIT {
  private static World world;
  private static RunningApp site;

  private Gradebook book;
  private List<Student> students = List.of();
  private Visitor teacher;
  private String home = "";

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
  void refuseThree() {
    book = Gradebook.in(world);
    book.lms().orders().add(Order.always(Behaviour.FAILURE_200).times(3));
    students = Stream.generate(book::student).limit(3).toList();
    try (Redis redis = new Redis(world.config().text(Option.REDIS_URL))) {
      students.forEach(student -> new GradeQueue(redis).add(book.score(student, "0.5")));
    }
    await(State.REFUSED, students);
    OpenLaunch open = book.exam().open(book.exam().student(), Role.INSTRUCTOR);
    home = "/l/" + open.launch().id() + "/";
    teacher = visitor(open);
  }

  @AfterEach
  void closeBook() {
    book.close();
  }

  @Test
  @Requirement("BO-16")
  void theTeacherSendsAllAgainWithOnePress() {
    String refused = teacher.get(home).body();

    Visitor.Answer pressed = teacher.post(home + "grades/resend", Map.of());

    assertTrue(refused.contains("3 grades were not accepted by the LMS"), refused);
    assertTrue(refused.contains("action=\"" + home + "grades/resend\""), refused);
    assertEquals(303, pressed.status());
    await(State.SENT, students);
    assertFalse(teacher.get(home).body().contains("data-action=\"resend-all\""));
    students.forEach(student -> assertEquals(List.of("0.5", "0.5"), book.sent(student)));
  }

  @Test
  @Requirement("BO-16")
  void thoseWhomTheFormNamesAreSentAndNobodyElse() {
    teacher.get(home);
    try (Gradebook other = Gradebook.in(world)) {
      Student stranger = other.student();
      other.score(stranger, "0.5");
      await(State.SENT, other, List.of(stranger));

      teacher.post(
          home + "grades/resend",
          "person=%d&person=%d&person=%d&person=x"
              .formatted(
                  students.get(0).personId(), students.get(1).personId(), stranger.personId()));

      await(State.SENT, students.subList(0, 2));
      assertEquals(State.REFUSED, book.ours(students.get(2)).state());
      assertEquals(List.of("0.5"), other.sent(stranger));
    }
  }

  @Test
  @Requirement({"BO-16", "AD09"})
  void onlyWhoTeachesMayAndOnlyByAFormOfOurs() {
    OpenLaunch open = book.exam().open(students.get(0).personId(), Role.LEARNER);
    Visitor student = visitor(open);
    String base = "/l/" + open.launch().id() + "/";
    student.get(base);
    teacher.get(home);

    int byAStudent = student.post(base + "grades/resend", Map.of()).status();
    int fromElsewhere =
        teacher
            .post(home + "grades/resend", Map.of(), Map.of("Sec-Fetch-Site", "cross-site"))
            .status();

    assertEquals(List.of(403, 403), List.of(byAStudent, fromElsewhere));
    students.forEach(s -> assertEquals(State.REFUSED, book.ours(s).state()));
  }

  @Test
  @Requirement("BO-16")
  void theAdministratorSendsAllOfAnLmsAgain() {
    Visitor admin = Staff.admin(world, site);
    long consumer = book.exam().consumer().id();
    String path = "/admin/consumers/" + consumer;
    String before = admin.get(path).body();

    Visitor.Answer pressed = admin.post(path + "/grades/resend", Map.of());

    assertTrue(before.contains("Send all refused grades again"), before);
    assertEquals(303, pressed.status());
    await(State.SENT, students);
    assertFalse(admin.get(path).body().contains("Send all refused grades again"));
    assertEquals(List.of("{\"grades\": \"3\"}"), audited(consumer));
  }

  private static List<String> audited(long consumer) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select details::text as details
                      from audit_log
                     where action = 'grades.resent'
                       and subject = ?
                    """,
                    row -> row.text("details"),
                    "consumer:" + consumer));
  }

  private void await(State state, List<Student> whose) {
    await(state, book, whose);
  }

  private static void await(State state, Gradebook book, List<Student> whose) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(45))
        .until(() -> whose.stream().allMatch(s -> book.ours(s).state() == state));
  }

  private static Visitor visitor(OpenLaunch open) {
    return new Visitor(site.app())
        .withCookie(LaunchCookie.nameOf(open.launch().id()), open.token());
  }
}
