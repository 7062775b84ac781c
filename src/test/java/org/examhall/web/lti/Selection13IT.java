package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.Role;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.Version;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Signing;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.HiddenForm;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deep linking at the running site, answered to a platform that is strict about the answer. */
class Selection13IT {
  private static final String ITEMS = "/https:~1~1purl.imsglobal.org~1spec~1lti-dl~1claim~1";

  private static final String DEPLOYMENT =
      "/https:~1~1purl.imsglobal.org~1spec~1lti~1claim~1deployment_id";

  private static World world;
  private static RunningApp site;
  private static Platform13 platform;

  private final Visitor teacher = new Visitor(site.app());

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform13.known(world, site);
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  @Test
  @Requirement({"DL-01", "DL-02", "DL-03", "DL-04", "DL-05", "DL-06"})
  void theExamThatTheTeacherChoosesIsInTheCourseWithItsColumnAndOpensForStudents() {
    String home = begin(selection());
    long exam = world.exam(contextId());
    teacher.get(home);
    Answer page = teacher.post(home + "select", Map.of("choice", "exam-" + exam));
    HiddenForm form = HiddenForm.of(page);

    Answer taken = form.post();

    Activity added = newestActivity();
    Visitor student = new Visitor(site.app());
    Answer launched =
        platform.launch(
            student, platform.lms().launch13(platform.lms().course().students().get(0), added));
    String front = student.get(launched.location()).body();
    var column = platform.lms().platform().columns().ofActivity(added).orElseThrow();
    assertEquals(200, taken.status(), taken.body());
    assertEquals(List.of("JWT"), List.copyOf(form.fields().keySet()));
    assertEquals("100", column.scoreMaximum().toString());
    assertEquals("examhall-" + resourceOf(exam), column.resourceId());
    assertTrue(front.contains("<h1>" + added.title() + "</h1>"), front);
    assertTrue(front.contains("data-action=\"start\""), front);
    assertTrue(
        page.header("Content-Security-Policy")
            .orElseThrow()
            .contains("form-action " + platform.lms().url() + ";"),
        page.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Requirement("DL-05")
  void severalExamsAreAddedAtOnceWhereThePlatformAcceptsThem(boolean several) {
    String home = begin(selection().with(Claim.SETTINGS, settings("accept_multiple", several)));
    String choices =
        "choice=exam-" + world.exam(contextId()) + "&choice=exam-" + world.exam(contextId());
    teacher.get(home);

    Answer answer = teacher.post(home + "select", choices);

    assertEquals(several ? 200 : 409, answer.status(), answer.body());
    if (several) {
      Answer taken = HiddenForm.of(answer).post();
      assertTrue(taken.body().contains("Added from the tool: 2"), taken.body());
    }
  }

  @Test
  @Requirement({"DL-03", "DL-04"})
  void theAnswerThatIsGivenTwiceIsTheSameAndIsTakenOnce() {
    String home = begin(selection());
    String name = "exam-" + world.exam(contextId());
    teacher.get(home);
    HiddenForm first = HiddenForm.of(teacher.post(home + "select", Map.of("choice", name)));
    HiddenForm second = HiddenForm.of(teacher.post(home + "select", Map.of("choice", name)));

    List<Integer> taken = List.of(first.post().status(), second.post().status());

    assertEquals(first, second);
    assertEquals(List.of(200, 400), taken);
  }

  @Test
  @Requirement("DL-04")
  void theFormLeadsWhereTheRequestSaidAndHasAButtonForBrowsersWithoutScript() {
    String back = "https://lms.example.edu/back?sesskey=a&copy=2&q=%22%3E";
    String home = begin(selection().with(Claim.SETTINGS, settings("deep_link_return_url", back)));
    teacher.get(home);

    Answer page =
        teacher.post(home + "select", Map.of("choice", "exam-" + world.exam(contextId())));

    HiddenForm form = HiddenForm.of(page);
    String html = page.body();
    String inForm = html.substring(html.indexOf("<form method=\"post\""), html.indexOf("</form>"));
    assertEquals(back, form.action().toString());
    assertTrue(html.contains("sesskey=a&amp;copy=2&amp;q="), html);
    assertEquals(List.of("JWT"), List.copyOf(form.fields().keySet()));
    assertTrue(inForm.contains("<button class=\"button\" data-action=\"back\">"), inForm);
    assertTrue(html.contains("js/submit.js"), html);
    assertTrue(
        page.header("Content-Security-Policy")
            .orElseThrow()
            .contains("form-action https://lms.example.edu;"),
        page.toString());
  }

  @Test
  @Requirement({"DL-05", "DL-03"})
  void timesAndPointsGoAlongAndDataOfAnotherTypeIsAsSent() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("z", 1.5);
    data.put("a", List.of("<é>", Map.of()));
    String home = begin(selection().with(Claim.SETTINGS, settings("data", data)));
    String dated = "resource-" + dated(world.exam(contextId()));
    teacher.get(home);

    JsonNode claims =
        claims(teacher.post(home + "select", Map.of("choice", dated, "points-" + dated, "7.5")));

    JsonNode item = claims.at(ITEMS + "content_items/0");
    assertEquals(new Json().text(data), new Json().text(claims.at(ITEMS + "data")));
    assertEquals(1, claims.at(ITEMS + "content_items").size());
    assertEquals("7.5", item.at("/lineItem/scoreMaximum").asText());
    assertEquals(2, item.at("/lineItem/submissionReview/reviewableStatus").size());
    assertEquals("2030-03-01T09:00:00Z", item.at("/available/startDateTime").asText());
    assertEquals("2030-03-05T09:00:00Z", item.at("/available/endDateTime").asText());
    assertEquals("2030-03-04T09:00:00Z", item.at("/submission/endDateTime").asText());
    assertTrue(item.at("/custom/examhall_resource").isTextual());
    assertEquals(site.app() + "/lti13/launch", item.path("url").asText());
  }

  @Test
  @Requirement("DL-05")
  void noColumnIsSentToAPlatformThatTakesNone() {
    String home = begin(selection().with(Claim.SETTINGS, settings("accept_lineitem", "false")));
    String name = "exam-" + world.exam(contextId());
    teacher.get(home);

    JsonNode claims = claims(teacher.post(home + "select", Map.of("choice", name)));

    JsonNode item = claims.at(ITEMS + "content_items/0");
    assertEquals("ltiResourceLink", item.path("type").asText());
    assertFalse(item.has("lineItem"), item.toString());
  }

  @Test
  @Requirement({"DL-01", "DL-07"})
  void whereNoLinksAreTakenTheTeacherCanOnlyGoBack() {
    String home =
        begin(selection().with(Claim.SETTINGS, settings("accept_types", List.of("html"))));
    String page = teacher.get(home).body();

    Answer taken = HiddenForm.of(teacher.post(home + "select/cancel", Map.of())).post();

    assertFalse(page.contains("data-action=\"add\""), page);
    assertTrue(page.contains("takes no links to exams"), page);
    assertEquals(200, taken.status(), taken.body());
    assertTrue(taken.body().contains("Added from the tool: 0"), taken.body());
  }

  @Test
  @Requirement({"DL-02", "DL-03", "LA-19"})
  void aStudentWhoIsSentToChooseIsSentBackWithTheReason() {
    var person = platform.lms().course().students().get(0);
    long before = platform.launches();
    Answer page =
        platform.launch(platform.lms().launch13(Message.DEEP_LINKING, person, anyActivity()));

    JsonNode claims = claims(page);
    Answer taken = HiddenForm.of(page).post();

    assertEquals(0, claims.at(ITEMS + "content_items").size());
    assertTrue(claims.at(ITEMS + "errorlog").asText().startsWith("SELECTION_FOR_STAFF "));
    assertEquals(200, taken.status(), taken.body());
    assertTrue(taken.body().contains("Only those who teach the course"), taken.body());
    assertEquals(List.of("SELECTION_FOR_STAFF"), platform.refusals(1));
    assertEquals(before, platform.launches());
  }

  @Test
  @Requirement({"DL-03", "LA-11", "LA-19"})
  void aGenuineSelectionThatIsRefusedIsAnsweredAndAForgedOneIsNot() {
    Answer unknown =
        platform.launch(
            selection().withoutLogin("lti_deployment_id").with("L:deployment_id", "another"));
    Answer forged = platform.launch(selection().signedWith(Signing.STRANGER));
    Answer nowhere =
        platform.launch(
            selection().with(Claim.SETTINGS, settings("deep_link_return_url", "javascript:1")));

    assertEquals("another", claims(unknown).at(DEPLOYMENT).asText());
    assertTrue(claims(unknown).at(ITEMS + "errorlog").asText().startsWith("DEPLOYMENT_UNKNOWN "));
    assertTrue(forged.status() >= 400, forged.toString());
    assertFalse(forged.body().contains("JWT"), forged.body());
    assertEquals("SETTINGS_RETURN_URL_UNUSABLE", platform.refusals(1).get(0));
    assertFalse(nowhere.body().contains("JWT"), nowhere.body());
  }

  @Test
  @Requirement({"DL-06", "I25"})
  void aLinkThatNamesAnotherInstitutionsResourceOpensNothing() {
    Consumer other = world.consumer();
    long course = world.context(other);
    long person = world.person(other, "Ada Teacher");
    var launch = world.launch(other, course, world.link(course), person, Role.INSTRUCTOR).launch();
    String foreign = Long.toString(world.resource(launch).id());
    Map<String, String> custom = Map.of("examhall_resource", foreign);
    Activity copied =
        platform.lms().course().addActivity("Copied", Version.LTI_13, custom, launchUrl());
    Visitor student = new Visitor(site.app());
    var member = platform.lms().course().students().get(0);

    Answer launched = platform.launch(student, platform.lms().launch13(member, copied));

    assertTrue(student.get(launched.location()).body().contains("not set up yet"));
  }

  private static Launch13 selection() {
    return platform
        .lms()
        .launch13(Message.DEEP_LINKING, platform.lms().course().teacher(), anyActivity());
  }

  private static Activity anyActivity() {
    return platform.lms().course().activities().get(0);
  }

  private static Activity newestActivity() {
    List<Activity> all = platform.lms().course().activities();
    return all.get(all.size() - 1);
  }

  private static String launchUrl() {
    return site.app() + "/lti13/launch";
  }

  /** The settings of a fresh selection with one of them changed. */
  private static Map<String, Object> settings(String name, Object value) {
    Map<String, Object> settings = new LinkedHashMap<>();
    ((Map<?, ?>) selection().claims("n").get(Claim.SETTINGS))
        .forEach((key, said) -> settings.put(key.toString(), said));
    settings.put(name, value);
    return settings;
  }

  /** The teacher's selection, launched; its first page, as a path. */
  private String begin(Launch13 selection) {
    Answer launched = platform.launch(teacher, selection);
    assertEquals(303, launched.status(), launched.body());
    return launched.location();
  }

  private static long contextId() {
    return number(
        """
        select max(c.id) as n
          from context c
         where c.consumer_id = %d
        """
            .formatted(platform.registration().consumerId()));
  }

  private static long resourceOf(long exam) {
    return number("select id as n from resource where exam_id = " + exam);
  }

  /** Sets the exam up with times; the resource's id. */
  private static long dated(long exam) {
    return number(
        """
        with made as (
          insert into resource (context_id, exam_id, exam_version_id, title)
          select e.context_id, e.id, v.id, e.title
            from exam e
            join exam_version v on v.exam_id = e.id
           where e.id = %d
          returning id)
        insert into resource_setting (resource_id, available_from, available_until, due_at)
        select id, '2030-03-01T09:00:00Z', '2030-03-05T09:00:00Z', '2030-03-04T09:00:00Z'
          from made
        returning resource_id as n
        """
            .formatted(exam));
  }

  private static JsonNode claims(Answer page) {
    String token = HiddenForm.of(page).fields().get("JWT");
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new Json().tree(new String(payload, StandardCharsets.UTF_8)).orElseThrow();
  }

  private static long number(String sql) {
    return world.db().tx(tx -> tx.only(sql, row -> row.longAt("n")));
  }
}
