package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Map;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.resource.Resource;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A parent launches: of whom the launch names, and of nobody else, attempts and scores are seen.
 */
class MentorIT {
  private static World world;
  private static RunningApp site;

  private final Platform school = Platform.known(world, site);
  private final String course = World.name("course");
  private final String link = World.name("link");
  private final String ann = World.name("ann");
  private final String bob = World.name("bob");
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
  void annAndBobSitTheExam() {
    exam = world.resource(stored(launch(school, World.name("teacher"), "Instructor", "")));
    sit(exam, stored(launch(school, ann, "Learner", "")), "0.43");
    sit(exam, stored(launch(school, bob, "Learner", "")), "0.77");
  }

  @Test
  @Requirement({"RO-06", "I25"})
  void aMentorSeesThoseWhomTheLaunchNamesAndNobodyElse() {
    String page = mentorsPage(ann);

    assertTrue(page.contains("Name of " + ann), page);
    assertTrue(page.contains("43%"), page);
    assertFalse(page.contains("Name of " + bob), page);
    assertFalse(page.contains("77%"), page);
    assertFalse(page.contains("<form method=\"post\" action=\"/l/"), page);
  }

  @Test
  @Requirement("RO-06")
  void severalLearnersAreNamedEachEscapedOrNot() {
    String odd = World.name("o,d%d");
    launch(school, odd, "Learner", "");

    String page = mentorsPage(ann + ", " + bob + "," + odd.replace("%", "%25").replace(",", "%2C"));

    assertTrue(page.contains("43%") && page.contains("77%"), page);
    assertTrue(page.contains("Name of " + odd), page);
    assertTrue(page.contains("No attempt yet"), page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "review"})
  @Requirement("RO-06")
  void aScoreThatTheLearnerMayNotSeeTheMentorDoesNotSee(String scores) {
    change(
        "update resource_setting set show_scores = ?, review_from = now() + interval '1 day'"
            + " where resource_id = ?",
        scores,
        exam.id());

    String page = mentorsPage(ann);

    assertTrue(page.contains("Name of " + ann), page);
    assertTrue(page.contains("Not shown yet"), page);
    assertFalse(page.contains("43%"), page);
  }

  @Test
  @Requirement({"RO-06", "I25"})
  void forgedIdsShowNobody() {
    Platform other = Platform.known(world, site);
    String stranger = World.name("stranger");
    Launch there = stored(launch(other, stranger, "Learner", ""));
    sit(world.resource(stored(launch(other, "t", "Instructor", ""))), there, "0.99");
    long annsRow = stored(launch(school, ann, "Learner", "")).personId();

    for (String forged :
        new String[] {
          stranger, Long.toString(annsRow), "%", "*", "{" + ann + "}", ann + "%00", ann + "' or 1=1"
        }) {
      String page = mentorsPage(forged);

      assertFalse(page.contains("Name of "), forged + ": " + page);
      assertFalse(page.contains("data-attempt"), forged + ": " + page);
    }
  }

  @Test
  @Requirement({"RO-06", "I25"})
  void attemptsAtAnotherExamOfTheCourseAreNotThere() {
    Map<String, String> elsewhere = fields(World.name("teacher"), "Instructor", "");
    elsewhere.put("resource_link_id", World.name("link"));
    Resource another = world.resource(stored(school.launch(elsewhere)));
    sit(another, stored(launch(school, ann, "Learner", "")), "0.88");

    String page = mentorsPage(ann);

    assertTrue(page.contains("43%"), page);
    assertFalse(page.contains("88%"), page);
  }

  @Test
  @Requirement({"RO-06", "I25"})
  void onlyAMentorLooksOnAndOnlyForWhomTheLaunchItselfNames() {
    String learner = home(launch(school, World.name("user"), "Learner", ann));
    String both = home(launch(school, World.name("user"), "Learner,Mentor", ann));
    String nobody = mentorsPage("");
    Platform typed =
        school.signingFor(site.app().resolve("/lti11/launch?role_scope_mentor=" + ann));
    String byUrl = home(typed.launch(withoutScope(fields(World.name("user"), "Mentor", ""))));

    for (String page : new String[] {learner, both, nobody, byUrl}) {
      assertFalse(page.contains("Name of " + ann), page);
      assertFalse(page.contains("43%"), page);
    }
  }

  private String mentorsPage(String scope) {
    return home(launch(school, World.name("parent"), "Mentor", scope));
  }

  private HttpResponse<String> launch(Platform from, String user, String role, String scope) {
    return from.launch(fields(user, role, scope));
  }

  private Map<String, String> fields(String user, String role, String scope) {
    Map<String, String> fields = Platform.ordinary();
    fields.put("context_id", course);
    fields.put("resource_link_id", link);
    fields.put("user_id", user);
    fields.put("lis_person_name_full", role.equals("Learner") ? "Name of " + user : "Somebody");
    fields.put("roles", role);
    fields.put("role_scope_mentor", scope);
    return fields;
  }

  private static Map<String, String> withoutScope(Map<String, String> fields) {
    fields.remove("role_scope_mentor");
    return fields;
  }

  private String home(HttpResponse<String> launched) {
    HttpResponse<String> page = school.get(location(launched), cookie(launched));
    assertEquals(200, page.statusCode());
    return page.body();
  }

  private static Launch stored(HttpResponse<String> launched) {
    String id = location(launched).split("/")[2];
    byte[] hash = new Tokens().hash(cookie(launched).split("=", 2)[1]);
    return world.db().tx(tx -> new Launches().find(tx, id, hash)).orElseThrow();
  }

  private static void sit(Resource resource, Launch learner, String score) {
    change(
        """
        insert into attempt
               (resource_id, person_id, exam_version_id, number, state, started_at, last_saved_at,
                ended_at, end_reason, scaled_score, raw_score, max_score)
        values (?, ?, ?, 1, 'ended', now() - interval '1 hour', now(), now(), 'exam',
                ?::numeric, ?::numeric * 12, 12)
        """,
        resource.id(),
        learner.personId(),
        resource.examVersionId(),
        score,
        score);
  }

  private static void change(String sql, Object... values) {
    world.db().run(tx -> tx.change(sql, values));
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String cookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }
}
