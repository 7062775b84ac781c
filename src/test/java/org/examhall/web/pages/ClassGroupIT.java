package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.resource.Resource;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the class page leads to is about the group that was chosen there: Ann's, not Ben's. */
class ClassGroupIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP =
      RunningApp.start(WORLD, Map.of("EXAMHALL_WORKER", "separate"));

  private final Classroom classroom = new Classroom(WORLD);
  private final Resource resource = classroom.exam();
  private final Guest teacher = new Guest(APP.app(), classroom.teacher());
  private final long ann = student("Ann");
  private final long ben = student("Ben");

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @BeforeEach
  void group() {
    classroom.listOffered();
    classroom.listed(classroom.ltiUserId(ann), "Ann", "learner", true);
    classroom.listed(classroom.ltiUserId(ben), "Ben", "learner", true);
    classroom.grouped(classroom.ltiUserId(ann));
  }

  @Test
  @Requirement("CG-01")
  void theClassPageLeadsToTheSameGroup() {
    String all = teacher.get("/").body();
    String morning = teacher.get("/?group=1").body();
    String evening = teacher.get("/?group=2%26x").body();

    assertTrue(all.contains("/attempts.csv\"") && all.contains("/grades\""), all);
    assertTrue(all.contains("Download as CSV"), all);
    assertTrue(morning.contains("/attempts.csv?group=1\""), morning);
    assertTrue(morning.contains("Download this group as CSV"), morning);
    assertTrue(morning.contains("/grades?group=1\""), morning);
    assertTrue(evening.contains("/grades?group=2%26x\""), evening);
  }

  @Test
  @Requirement("CG-01")
  void theFileHoldsTheGroupAndSaysSoInItsName() {
    Answer morning = teacher.get("/attempts.csv?group=1");
    Answer evening = teacher.get("/attempts.csv?group=2%26x");

    assertTrue(morning.body().contains("Ann"), morning.body());
    assertFalse(morning.body().contains("Ben"), morning.body());
    assertEquals(1, evening.body().lines().count());
    assertEquals(
        "attachment; filename=\"attempts-group.csv\";"
            + " filename*=UTF-8''attempts-Tutorials-Morning.csv",
        fileName(morning));
  }

  @Test
  @Requirement({"CG-01", "I31"})
  void aNameOfAGroupIsOnlyAPartOfTheFilesName() {
    String hostile = "../王\"; filename=\"run.exe\r\nSet-Cookie: a=b" + "𝄞é".repeat(5_000);
    groups(classroom, new CourseGroup("1", hostile, ""));

    Answer file = teacher.get("/attempts.csv?group=1");

    assertEquals(200, file.status());
    assertEquals(List.of(), file.setCookies());
    assertTrue(
        fileName(file)
            .matches(
                "attachment; filename=\"attempts-group.csv\";"
                    + " filename\\*=UTF-8''attempts--%E7%8E%8B-filename-run-exe-Set-Cookie-a-b"
                    + "[-%0-9A-F]{10,600}\\.csv"),
        fileName(file));
  }

  @Test
  @Requirement("CG-01")
  void theComparisonIsOfTheGroupSaysSoAndLeadsBack() {
    String all = teacher.get("/grades").body();
    String morning = teacher.get("/grades?group=1").body();
    String evening = teacher.get("/grades?group=2%26x").body();

    assertFalse(all.contains("data-group"), all);
    assertTrue(all.contains(link(ann, "")) && all.contains(link(ben, "")), all);
    assertTrue(morning.contains("<strong>Tutorials: Morning</strong>"), morning);
    assertTrue(morning.contains("/grades\">Compare the whole class</a>"), morning);
    assertTrue(morning.contains("/?group=1\">Back to the class</a>"), morning);
    assertTrue(morning.contains(link(ann, "?group=1")), morning);
    assertFalse(morning.contains("/grades/" + ben), morning);
    assertTrue(evening.contains("nobody in this group has a grade"), evening);
  }

  @Test
  @Requirement("CG-01")
  void oneStudentsGradeLeadsBackToTheGroup() {
    String page = teacher.get("/grades/" + ann + "?group=1").body();

    assertTrue(page.contains("/grades?group=1\">Compare the group</a>"), page);
    assertFalse(page.contains("data-group"), page);
  }

  @Test
  @Requirement("CG-01")
  void whatIsPressedComesBackToTheGroup() {
    teacher.get("/?group=2%26x");

    Answer list = teacher.post("/roster", Map.of("group", "2&x"));
    Answer held = teacher.post("/grades/release", Map.of("shown", "false", "group", "2&x"));

    assertTrue(list.location().endsWith("/?group=2%26x"), list.location());
    assertTrue(held.location().endsWith("&group=2%26x"), held.location());
  }

  @Test
  @Requirement({"CG-01", "I25"})
  void anotherCoursesGroupAnswersAsNoGroupDoes() {
    Classroom other = new Classroom(WORLD);
    other.listOffered();
    groups(other, new CourseGroup("theirs", "Secret", ""));

    for (String unknown : List.of("theirs", "99", "'%20or%201=1--", "11")) {
      String page = teacher.get("/?group=" + unknown).body();
      Answer file = teacher.get("/attempts.csv?group=" + unknown);
      String compared = teacher.get("/grades?group=" + unknown).body();

      assertTrue(page.contains("Ann") && page.contains("Ben"), page);
      assertEquals(3, file.body().lines().count(), file.body());
      assertEquals("attachment; filename=\"attempts.csv\"", fileName(file));
      assertTrue(compared.contains(link(ann, "")) && compared.contains(link(ben, "")), compared);
      assertFalse(compared.contains("data-group") || compared.contains("Secret"), compared);
    }
  }

  private long student(String name) {
    long person = WORLD.person(classroom.consumer, name);
    classroom.graded(resource, person, "sent");
    return person;
  }

  private static void groups(Classroom room, CourseGroup... groups) {
    WORLD.db().run(tx -> new CourseGroups().save(tx, room.course, List.of(groups)));
  }

  private static String link(long person, String query) {
    return "/grades/" + person + query + "\"";
  }

  private static String fileName(Answer file) {
    return file.header("Content-Disposition").orElseThrow();
  }
}
