package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Persons;
import org.examhall.core.context.Role;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.lti.Platform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an administrator finds people, courses and exams, and looks at a class. */
class SearchIT {
  private static World world;
  private static RunningApp app;
  private static Visitor admin;

  private final Consumer consumer = world.consumer();

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
  @Requirement("AD20")
  void peopleAreFoundByTheBeginningOfEachWordOfTheirNameByAddressAndById() {
    person("u-4711", "Zoë-Marie O'Grady", "zoe.grady@uni.example");

    Stream.of("zoë grady", "GRADY ZO", "marie", "zoe.grady@", "u-4711", "o'grady")
        .forEach(words -> assertTrue(search(words).contains("Zoë-Marie O&#39;Grady"), words));

    Stream.of("zoë smith", "rady", "oe.grady", "4711", "%")
        .forEach(words -> assertFalse(search(words).contains("Zoë-Marie"), words));
  }

  @Test
  @Requirement("AD20")
  void twentyAreOnAPageAndTabsTellHowManyThereAre() {
    IntStream.range(0, 25).forEach(i -> person("many-" + i, "Mannfred Number" + i, ""));
    world.db().run(tx -> new Contexts().save(tx, consumer.id(), "ctx-9", "MNF", "Mannfred course"));
    long context = world.context(consumer);
    long exam = world.exam(context);
    world.db().run(tx -> tx.change("update exam set title = 'Mannfred test' where id = ?", exam));
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into resource (context_id, exam_id, exam_version_id, title)
                    select ?, exam_id, id, 'Renamed' from exam_version where exam_id = ?
                    """,
                    context,
                    exam));

    String people = search("mannfred");
    String next = match(people, "rel=\"next\" href=\"([^\"]+)\"").replace("&amp;", "&");

    assertEquals(20, rows(people));
    assertEquals(5, rows(admin.get(next).body()));
    assertTrue(people.contains("People <span class=\"figure\">(25)"), people);
    assertTrue(people.contains("Courses <span class=\"figure\">(1)"), people);
    assertTrue(people.contains("Exams <span class=\"figure\">(1)"), people);
    assertTrue(follow(people, "Courses").contains("Mannfred course"));
    assertTrue(follow(people, "Exams").contains("Renamed"));
    assertTrue(search("ctx-9").contains("Mannfred course"));
    String suggestions = admin.get("/admin/search/suggestions?q=mannfred").body();
    assertEquals(7, suggestions.split("\"value\"", -1).length - 1, suggestions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"' & | ! ( ) :* <->", "\\", "%_%", "a", "ßẞ İ ﬁ", "x' or '1'='1"})
  void whateverIsTypedIsSearchedForAndNothingElse(String words) {
    assertEquals(200, admin.get("/admin/search?q=" + encoded(words)).status());
    assertEquals(200, admin.get("/admin/search/suggestions?q=" + encoded(words)).status());
    assertEquals(200, admin.get("/admin/search?q=" + "x".repeat(500)).status());
  }

  @Test
  @Requirement("AD21")
  void aPersonsPageTellsWhoTheyAreAndWhatTheyDidLast() {
    Map<String, String> launch = Platform.ordinary();
    launch.put("lis_person_name_full", "Petra Page");
    Platform.known(world, app).launch(launch);
    long petra = personOf(launch.get("user_id"));
    Sitting sitting = Sitting.in(world);

    String page = admin.get("/admin/persons/" + petra).body();
    String student = admin.get("/admin/persons/" + sitting.launch().personId()).body();

    assertTrue(page.contains("<h1>Petra Page</h1>"), page);
    assertTrue(page.contains("<code>" + launch.get("user_id") + "</code>"), page);
    assertTrue(page.contains(">127.0.0.1</td>"), page);
    assertTrue(page.contains("Java-http-client"), page);
    assertTrue(page.contains(">Student</td>"), page);
    assertTrue(student.contains("Algebra 1"), student);
    assertTrue(student.contains("Work on it"), student);
    assertEquals(404, admin.get("/admin/persons/999999").status());
  }

  @Test
  @Requirement("AD21")
  void allThatIsKeptAboutAPersonIsAFileForThem() throws Exception {
    Sitting sitting = Sitting.in(world);
    long person = sitting.launch().personId();
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  """
                  insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
                  values (?, 'cmi.interactions.0.learner_response', 'forty-two', 1, 1, 0, now())
                  """,
                  sitting.attemptId());
              tx.change(
                  """
                  insert into attempt_batch (attempt_id, epoch, seq, element_count, elements)
                  values (?, 1, 1, 1, '[{"k": "cmi.location", "v": "1", "at": 0}]')
                  """,
                  sitting.attemptId());
            });
    admin.get("/admin/persons/" + person);

    Visitor.Answer answer = admin.post("/admin/persons/" + person + "/data", Map.of());
    JsonNode data = new ObjectMapper().readTree(answer.body());

    assertTrue(answer.header("Content-Disposition").orElseThrow().startsWith("attachment"));
    assertEquals("Ann Student", data.at("/person/name").asText());
    assertEquals("learner", data.at("/launches/0/role").asText());
    assertEquals("Algebra 1", data.at("/attempts/0/exam").asText());
    JsonNode values = data.at("/attempts/0/values");
    assertEquals("forty-two", values.path("cmi.interactions.0.learner_response").asText());
    assertEquals("cmi.location", data.at("/attempts/0/saves/0/elements/0/k").asText());
    assertEquals(404, admin.post("/admin/persons/999999/data", Map.of()).status());
    assertTrue(
        admin.get("/admin/audit?action=person.data_taken").body().contains("person:" + person));
  }

  @Test
  @Requirement("AD25")
  void anAdministratorLooksAtAClassAndReviewsAnAttemptButChangesNothing() {
    GradedExam exam = GradedExam.in(world);
    long attempt = exam.attempt(exam.student(), Optional.of("0.5"));
    long course = exam.launch(exam.student(), Role.LEARNER).contextId();
    String open = match(admin.get("/admin/contexts/" + course).body(), "action=\"([^\"]+/open)\"");

    String base = admin.post(open, Map.of()).location();
    Visitor.Answer page = admin.get(base);
    Visitor.Answer review = admin.post(base + "attempts/" + attempt + "/review", Map.of());
    Visitor.Answer settings = admin.post(base + "settings", Map.of());

    assertEquals(200, page.status());
    assertTrue(page.body().contains("data-attempt=\"" + attempt + "\""), page.body());
    assertTrue(page.body().contains("You look at this class as a site administrator"));
    assertTrue(review.location().startsWith(app.content() + "/play/#t="), review.toString());
    assertEquals(403, settings.status());
    assertTrue(settings.body().contains("only they can do this"), settings.body());
    Stream.of("settings", "extra-time", "receipts", "attempts.csv")
        .forEach(path -> assertEquals(200, admin.get(base + path).status(), path));
    Stream.of("test", "start", "roster", "choose", "upload")
        .forEach(path -> assertEquals(403, admin.post(base + path, Map.of()).status(), path));
    assertEquals(403, new Visitor(app.app()).get(base).status());
    String row = admin.get("/admin/audit?action=resource.looked_at").body();
    assertTrue(row.contains("resource:" + exam.resourceId() + "<"), row);
    assertFalse(search("admin-").contains("/admin/persons/"));
  }

  private void person(String userId, String name, String email) {
    world.db().run(tx -> new Persons().save(tx, consumer.id(), userId, name, email));
  }

  private static long personOf(String userId) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    "select person_id from person_alias where lti_user_id = ?",
                    row -> row.longAt("person_id"),
                    userId));
  }

  private static String search(String words) {
    String page = admin.get("/admin/search?q=" + encoded(words)).body();
    return page.substring(page.indexOf("<main"));
  }

  private static String follow(String page, String words) {
    String link = match(page, "href=\"([^\"]+)\"[^>]*>" + words + " <").replace("&amp;", "&");
    return admin.get(link).body();
  }

  private static int rows(String page) {
    return List.of(page.split("<th scope=\"row\">", -1)).size() - 1;
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static String match(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }
}
