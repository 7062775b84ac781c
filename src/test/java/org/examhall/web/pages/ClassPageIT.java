package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.resource.Resource;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPageIT {
  private static final String LARGE_CLASS =
      """
      with student as (
        insert into person (consumer_id, display_name)
        select ?, 'Student ' || n from generate_series(1, 1200) n
        returning id
      )
      insert into attempt (resource_id, person_id, exam_version_id, number)
      select r.id, student.id, r.exam_version_id, 1 from resource r, student where r.id = ?
      """;

  private static final World WORLD = World.fresh();
  private static final RunningApp APP =
      RunningApp.start(WORLD, Map.of("EXAMHALL_WORKER", "separate"));

  private final Classroom classroom = new Classroom(WORLD);
  private final Resource resource = classroom.exam();
  private final Guest teacher = new Guest(APP.app(), classroom.teacher());

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement("IN9")
  void thePageMakesAsManyStatementsForManyAttemptsAsForFew() {
    classroom.sit(resource);
    teacher.get("/");
    int few = StatementCount.of(() -> teacher.get("/"));

    classroom.sit(resource);
    classroom.sit(resource);
    classroom.sit(resource);
    int many = StatementCount.of(() -> teacher.get("/"));

    assertTrue(few > 3, "counted " + few);
    assertEquals(few, many);
  }

  @Test
  void thePageSaysWhatTheLmsCallsTheLinkThatOpensIt() {
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    "update resource_link set title = 'Mock <exam>' where resource_id = ?",
                    resource.id()));

    String page = teacher.get("/").body();

    assertTrue(page.contains("In the course as <strong>Mock &lt;exam&gt;</strong>"), page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?sort=password",
        "/?sort=id;drop%20table%20attempt",
        "/?order=sideways",
        "/?search=%00x",
        "/?after=abc",
        "/?before=-1",
        "/?after=99999999999999999999"
      })
  @Requirement("I33")
  void whatTheTableCannotBeAskedForIsABadRequest(String address) {
    Answer answer = teacher.get(address);

    assertEquals(400, answer.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'%20or%201=1--", "%25", "_", "%5C", "%F0%9F%98%80"})
  @Requirement("I33")
  void aSearchIsOnlyText(String search) {
    classroom.attempt(
        resource, WORLD.person(classroom.consumer, "Plain"), 1, "running", Optional.empty());

    Answer answer = teacher.get("/?search=" + search);

    assertEquals(200, answer.status());
    assertTrue(answer.body().contains("No student with this name"));
  }

  @Test
  @Requirement("I30")
  void namesAndTitlesAreShownAsText() {
    long person = WORLD.person(classroom.consumer, "<script>alert(1)</script>");
    classroom.attempt(resource, person, 1, "running", Optional.empty());

    Answer answer = teacher.get("/");

    assertTrue(answer.body().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertFalse(answer.body().contains("<script>alert"));
  }

  @Test
  @Requirement("I25")
  void anotherCoursesAttemptsAreNotOnThePageAndCannotBeReviewed() {
    Classroom other = new Classroom(WORLD);
    Resource foreign = other.exam();
    long attempt =
        other.attempt(
            foreign, WORLD.person(other.consumer, "Theirs"), 1, "ended", Optional.empty());
    classroom.sit(resource);

    Answer page = teacher.get("/");
    Answer review = teacher.post("/attempts/" + attempt + "/review", Map.of());
    Answer fromThere = teacher.get("/?after=" + attempt);

    assertFalse(page.body().contains("Theirs"));
    assertEquals(404, review.status());
    assertFalse(fromThere.body().contains("data-attempt"));
  }

  @Test
  @Requirement("I25")
  void gradesOfAnotherCourseCannotBeSentAgain() {
    Classroom other = new Classroom(WORLD);
    Resource foreign = other.exam();
    long person = WORLD.person(other.consumer, "Theirs");
    other.grade(foreign, person, "refused", "0.5");
    classroom.sit(resource);
    teacher.get("/");

    Answer answer = teacher.post("/grades/" + person + "/resend", Map.of());

    assertEquals(404, answer.status());
  }

  @Test
  @Requirement("IN22")
  void aRefusedGradeIsSentAgainOnRequest() {
    long person = WORLD.person(classroom.consumer, "Ann");
    classroom.graded(resource, person, "refused");
    classroom.gradeAddress(person);
    Answer page = teacher.get("/");

    Answer answer = teacher.post("/grades/" + person + "/resend", Map.of());

    assertTrue(page.body().contains("Not accepted"));
    assertEquals(303, answer.status());
    assertEquals("WAITING", stateOfGrade(person));
    assertTrue(teacher.follow(answer).body().contains("On its way"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/exam", "/settings", "/attempts.csv"})
  @Requirement("I25")
  void studentsAndObserversDoNotSeeTheInstructorsPages(String path) {
    int student = new Guest(APP.app(), classroom.student()).get(path).status();
    int observer = new Guest(APP.app(), classroom.observer()).get(path).status();

    assertEquals(403, student);
    assertEquals(403, observer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/choose",
        "/settings",
        "/test",
        "/grades/1/resend",
        "/exam/versions/1/use",
        "/roster"
      })
  @Requirement("I25")
  void studentsCannotDoWhatInstructorsDo(String path) {
    Guest student = new Guest(APP.app(), classroom.student());
    student.get("/");

    Answer answer = student.post(path, Map.of());

    assertEquals(403, answer.status());
  }

  @Test
  @Requirement("NR-05")
  void aCourseWhoseLmsGivesNoListIsToldSo() {
    Answer page = teacher.get("/");

    Answer answer = teacher.post("/roster", Map.of());

    assertTrue(page.body().contains("gives no list of its members"));
    assertFalse(page.body().contains("data-action=\"roster\""));
    assertEquals(404, answer.status());
  }

  @Test
  @Requirement("NR-05")
  void theListOfMembersIsFetchedWhenTheTeacherAsksForIt() {
    classroom.listOffered();
    Answer before = teacher.get("/");

    Answer answer = teacher.post("/roster", Map.of());

    assertTrue(before.body().contains("Get the list of members"));
    assertEquals(303, answer.status());
    assertTrue(teacher.follow(answer).body().contains("The list is being fetched."));
  }

  @Test
  @Requirement({"CG-01", "I25"})
  void theClassIsShownByGroup() {
    classroom.listOffered();
    String without = teacher.get("/").body();
    long ann = WORLD.person(classroom.consumer, "Ann");
    long ben = WORLD.person(classroom.consumer, "Ben");
    classroom.attempt(resource, ann, 1, "running", Optional.empty());
    classroom.attempt(resource, ben, 1, "ended", Optional.of("0.5"));
    classroom.listed(classroom.ltiUserId(ann), "Ann", "learner", true);
    classroom.listed(classroom.ltiUserId(ben), "Ben", "learner", true);
    classroom.listed("unknown-1", "Cyd", "learner", true);
    classroom.listed("unknown-2", "Dan", "learner", true);
    classroom.grouped(classroom.ltiUserId(ann), "unknown-1");

    String all = teacher.get("/").body();
    String morning = teacher.get("/?group=1").body();
    String evening = teacher.get("/?group=2%26x").body();
    String gone = teacher.get("/?group=99").body();

    assertFalse(without.contains("data-groups"), without);
    assertTrue(all.contains("Tutorials: Morning") && all.contains("Ben"), all);
    assertTrue(morning.contains("Ann") && !morning.contains("Ben"), morning);
    assertTrue(morning.contains("1 of 2 have not started") && !morning.contains("Dan"), morning);
    assertTrue(morning.contains("&amp;group=1\""), morning);
    assertFalse(evening.contains("data-attempt"), evening);
    assertTrue(evening.contains("value=\"2&amp;x\" selected"), evening);
    assertTrue(evening.contains("No attempt of this group was found"), evening);
    assertTrue(gone.contains("Ann") && gone.contains("Ben"), gone);
  }

  @Test
  @Requirement({"NR-02", "NR-05", "I30"})
  void whoHasNotStartedIsNamed() {
    classroom.listOffered();
    long ann = WORLD.person(classroom.consumer, "Ann");
    classroom.attempt(resource, ann, 1, "running", Optional.empty());
    classroom.listed(classroom.ltiUserId(ann), "Ann", "learner", true);
    classroom.listed("unknown-1", "<b>Bob</b>", "learner", true);
    classroom.listed("unknown-2", "", "learner", true);
    classroom.listed("unknown-3", "Gone", "learner", false);
    classroom.listed("unknown-4", "Teacher", "instructor", true);

    String page = teacher.get("/").body();
    String section = page.substring(page.indexOf("data-roster"));

    assertTrue(section.contains("2 of 3 have not started"), section);
    assertTrue(section.contains("&lt;b&gt;Bob&lt;/b&gt;"));
    assertTrue(section.contains("List of members as of"));
    for (String other : List.of("Ann", "Gone", "Teacher", "<b>")) {
      assertFalse(section.contains(other), other);
    }
  }

  @Test
  @Requirement("IN38")
  void aTestRunOpensThePlayerAndIsNotOnThePage() {
    teacher.get("/");

    Answer answer = teacher.post("/test", Map.of());

    assertEquals(303, answer.status());
    assertTrue(answer.location().startsWith(APP.content() + "/play/#t="));
    assertFalse(teacher.get("/").body().contains("data-attempt"));
  }

  @Test
  @Requirement({"IN9", "I31"})
  void theFileHasEveryAttemptAndNoCellThatASpreadsheetWouldRun() {
    List<String> names =
        List.of("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tTab", "O'Brien, \"Pat\"");
    for (String name : names) {
      long person = WORLD.person(classroom.consumer, name);
      classroom.attempt(resource, person, 1, "ended", Optional.of("-0.25"));
    }

    Answer answer = teacher.get("/attempts.csv");

    List<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(answer.body().substring(1)).stream().toList();
    assertEquals('\uFEFF', answer.body().charAt(0));
    assertEquals(
        List.of("text/csv;charset=utf-8", "attachment; filename=\"attempts.csv\""),
        List.of(
            answer.header("Content-Type").orElseThrow(),
            answer.header("Content-Disposition").orElseThrow()));
    assertEquals(
        names.stream().map(n -> n.startsWith("O") ? n : "'" + n).sorted().toList(),
        rows.stream().map(row -> row.getField("Student")).sorted().toList());
    assertEquals(List.of("-25"), rows.stream().map(r -> r.getField("Percent")).distinct().toList());
    assertEquals(
        List.of("Finished"), rows.stream().map(r -> r.getField("State")).distinct().toList());
  }

  @Test
  @Requirement("IN9")
  void theFileOfALargeClassHasEverybodyOnce() {
    WORLD.db().run(tx -> tx.change(LARGE_CLASS, classroom.consumer.id(), resource.id()));

    Answer answer = teacher.get("/attempts.csv");

    assertEquals(1_201, answer.body().lines().count());
    assertEquals(1_201, answer.body().lines().distinct().count());
  }

  private String stateOfGrade(long person) {
    return WORLD
        .db()
        .tx(tx -> new ScoreOutbox().find(tx, resource.id(), person))
        .orElseThrow()
        .state()
        .name();
  }
}
