package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.HiddenForm;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where an instructor chooses for the LMS, without script. */
class SelectPageIT {
  private static final Path SAMPLE = Path.of("target/samples/numbas-like.zip");
  private static final Pattern TICKED = Pattern.compile("value=\"([a-z]+-\\d+)\"[^>]* checked");
  private static final World WORLD = World.fresh();
  private static final RunningApp APP = RunningApp.start(WORLD);

  private final Classroom room = new Classroom(WORLD);
  private final OpenLaunch open = room.selecting(Role.INSTRUCTOR);
  private final Guest teacher = new Guest(APP.app(), open);

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement({"CI-01", "CI-03", "IN4"})
  void anUploadedExamIsChosenAlreadyAndIsSetUpOnceItIsAdded() {
    String first = teacher.get("/").body();
    Answer page = teacher.follow(teacher.upload(SAMPLE));
    long before = resources();

    JsonNode item = items(teacher.post("/select", Map.of("choice", ticked(page)))).get(0);

    assertTrue(first.contains("No exams yet"), first);
    assertEquals(List.of(0L, 1L), List.of(before, resources()));
    assertEquals("Mathematics and general knowledge", item.path("title").asText());
    assertEquals("16", item.at("/lineItem/scoreConstraints/normalMaximum").asText());
    assertEquals(APP.app() + "/lti11/launch", item.path("url").asText());
  }

  @Test
  @Requirement({"CI-03", "IN2"})
  void titleAndPointsAreAsTypedAndWhatIsSetUpIsNotSetUpAgain() {
    Resource there = room.exam();
    String name = "resource-" + there.id();
    String page = teacher.get("/").body();

    JsonNode item =
        items(
                teacher.post(
                    "/select",
                    Map.of(
                        "choice", name, "title-" + name, "Mid & <term>", "points-" + name, "7,50")))
            .get(0);

    assertTrue(page.contains("value=\"12\""), page);
    assertEquals("Mid & <term>", item.path("title").asText());
    assertEquals("7.5", item.at("/lineItem/scoreConstraints/normalMaximum").asText());
    assertEquals(Long.toString(there.id()), item.at("/custom/examhall_resource").asText());
    assertEquals(
        "examhall-" + there.id(), item.at("/lineItem/assignedActivity/activityId").asText());
    assertEquals(1, resources());
  }

  @Test
  @Requirement("CI-03")
  void twoUsesOfOneExamAreToldApartByTheirLinksAndAttempts() {
    Resource there = room.exam();
    room.sit(there);
    titled(there, "Mock <exam>");

    String page = teacher.get("/").body();

    assertTrue(page.contains("In the course as “Mock &lt;exam&gt;”. 14 attempts."), page);
  }

  private static void titled(Resource resource, String title) {
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    "update resource_link set title = ? where resource_id = ?",
                    title,
                    resource.id()));
  }

  @Test
  @Requirement({"CI-02", "CI-04"})
  void whoeverPressesTwiceOrComesBackMakesOneExamAndOneAnswer() {
    String name = "exam-" + WORLD.exam(room.course);
    teacher.get("/");

    List<HiddenForm> answers =
        Stream.generate(() -> post(name)).limit(4).toList().stream()
            .map(CompletableFuture::join)
            .map(HiddenForm::of)
            .toList();
    HiddenForm cancelled = HiddenForm.of(teacher.post("/select/cancel", Map.of()));
    Answer back = teacher.get("/");

    assertEquals(1, Stream.concat(answers.stream(), Stream.of(cancelled)).distinct().count());
    assertEquals(1, resources());
    assertEquals(409, back.status());
    assertTrue(back.body().contains("has gone back to your course already"), back.body());
  }

  @Test
  @Requirement("CI-04")
  void anOldAnswerIsNotGivenAgain() {
    String name = "exam-" + WORLD.exam(room.course);
    teacher.get("/");
    teacher.post("/select", Map.of("choice", name));
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update launch
                       set details = jsonb_set(details, '{answered,atSeconds}', '1')
                     where id = ?
                    """,
                    open.launch().id()));

    Answer again = teacher.post("/select", Map.of("choice", name));

    assertEquals(409, again.status());
    assertFalse(again.body().contains("oauth_signature"), again.body());
  }

  @Test
  @Requirement({"I25", "CI-04"})
  void whatIsAnotherCoursesCannotBeChosen() {
    Classroom other = new Classroom(WORLD);
    String resource = "resource-" + other.exam().id();
    String exam = "exam-" + WORLD.exam(WORLD.context(room.consumer));
    String page = teacher.get("/").body();

    int ofOther = teacher.post("/select", Map.of("choice", resource)).status();
    int ofNextDoor = teacher.post("/select", Map.of("choice", exam)).status();
    int nonsense = teacher.post("/select", Map.of("choice", "launch-1")).status();

    assertEquals(List.of(404, 404, 400), List.of(ofOther, ofNextDoor, nonsense));
    assertFalse(page.contains(resource) || page.contains(exam), page);
    assertEquals(200, teacher.get("/").status());
    assertEquals(0, resources());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "ten", "1e3", "0.00001", "12345678"})
  @Requirement("CI-03")
  void pointsThatAreNoneAreExplainedAndWhatWasTypedStays(String points) {
    String name = "exam-" + WORLD.exam(room.course);
    teacher.get("/");

    Answer page =
        teacher.post(
            "/select",
            Map.of("choice", name, "title-" + name, "My title", "points-" + name, points));

    assertEquals(400, page.status());
    assertTrue(page.body().contains("Type a number above zero"), page.body());
    assertTrue(page.body().contains("value=\"My title\""), page.body());
    assertEquals(name, ticked(page));
    assertEquals(0, resources());
  }

  @Test
  @Requirement("CI-03")
  void nothingChosenIsExplainedAndARefusedUploadLeavesThePageThere() {
    teacher.get("/");

    Answer nothing = teacher.post("/select", Map.of());
    Answer refused =
        teacher.upload("exam.zip", "application/zip", "no zip".getBytes(StandardCharsets.UTF_8));

    assertEquals(List.of(400, 400), List.of(nothing.status(), refused.status()));
    assertTrue(nothing.body().contains("Choose an exam first"), nothing.body());
    assertTrue(refused.body().contains("not a zip file"), refused.body());
    assertTrue(refused.body().contains("/select/upload"), refused.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LEARNER", "OBSERVER"})
  @Requirement({"DL-02", "CI-04"})
  void whoDoesNotTeachReadsThatTheyCannotChoose(String role) {
    Guest other = new Guest(APP.app(), room.selecting(Role.valueOf(role)));

    Answer page = other.get("/");
    Answer post = other.post("/select/cancel", Map.of());

    assertEquals(List.of(403, 403), List.of(page.status(), post.status()));
    assertTrue(page.body().contains("Only those who teach the course"), page.body());
  }

  private CompletableFuture<Answer> post(String name) {
    return CompletableFuture.supplyAsync(() -> teacher.post("/select", Map.of("choice", name)));
  }

  private long resources() {
    return WORLD
        .db()
        .tx(
            tx ->
                tx.only(
                    "select count(*) as n from resource where context_id = ?",
                    row -> row.longAt("n"),
                    room.course));
  }

  private static String ticked(Answer page) {
    Matcher ticked = TICKED.matcher(page.body());
    assertTrue(ticked.find(), page.body());
    return ticked.group(1);
  }

  private static JsonNode items(Answer page) {
    String items = HiddenForm.of(page).fields().get("content_items");
    return new Json().tree(items).orElseThrow().path("@graph");
  }
}
