package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.examhall.demo.lms.lti.OAuth;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Content-item selection of LTI 1.1 at the running site, and what its links open. */
class Selection11IT {
  private static final String BACK = "https://lms.example.edu/back?course=7&sesskey=a%20b";

  private static World world;
  private static RunningApp site;
  private static Platform platform;

  private final String course = World.name("course");

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform.known(world, site);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @Test
  @Requirement({"CI-01", "CI-02", "CI-03", "DL-04"})
  void whatIsChosenGoesBackSignedWithTheSameKeyAndDataUnchanged() {
    String data = "{\"token\": \"<é>&'\", \"n\": 1.0} ";
    Map<String, String> asked = asked();
    asked.put("data", data);
    Visitor teacher = new Visitor(site.app());
    String home = home(teacher, asked);
    long exam = exam();
    teacher.get(home);

    Answer page = teacher.post(home + "select", Map.of("choice", "exam-" + exam));

    HiddenForm form = HiddenForm.of(page);
    String csp = page.header("Content-Security-Policy").orElseThrow();
    assertEquals(BACK, form.action().toString());
    assertEquals("ContentItemSelection", form.fields().get("lti_message_type"));
    assertEquals(data, form.fields().get("data"));
    assertEquals(signature(form), form.fields().get("oauth_signature"));
    assertEquals(platform.key(), form.fields().get("oauth_consumer_key"));
    assertTrue(csp.contains("form-action https://lms.example.edu;"), csp);
    assertTrue(page.body().contains("data-action=\"back\""), page.body());
  }

  @Test
  @Requirement({"CI-02", "CI-04"})
  void cancellingSendsNoItemsAndNoDataThatDidNotCome() {
    Visitor teacher = new Visitor(site.app());
    String home = home(teacher, asked());

    HiddenForm form = HiddenForm.of(teacher.post(home + "select/cancel", Map.of()));

    assertFalse(form.fields().containsKey("content_items"), form.toString());
    assertFalse(form.fields().containsKey("data"), form.toString());
    assertEquals(signature(form), form.fields().get("oauth_signature"));
  }

  @Test
  @Requirement({"CI-03", "DL-06"})
  void theLinkThatWasMadeOpensTheExamForTheClass() {
    Visitor teacher = new Visitor(site.app());
    String home = home(teacher, asked());
    long exam = exam();
    teacher.get(home);
    JsonNode item = item(teacher.post(home + "select", Map.of("choice", "exam-" + exam)));
    Map<String, String> launch = learner();
    launch.put("custom_examhall_resource", item.at("/custom/examhall_resource").asText());

    String front = page(launch);

    assertTrue(front.contains("data-action=\"start\""), front);
    assertTrue(front.contains(item.path("title").asText()), front);
  }

  @ParameterizedTest
  @CsvSource({"2, true", "1, false"})
  @Requirement("CI-03")
  void oneItemUnlessSeveralAreAccepted(int most, boolean several) {
    Map<String, String> asked = asked();
    asked.put("accept_multiple", Boolean.toString(several));
    Visitor teacher = new Visitor(site.app());
    String home = home(teacher, asked);
    String choices = "choice=exam-" + exam() + "&choice=exam-" + exam();
    String page = teacher.get(home).body();

    Answer answer = teacher.post(home + "select", choices);

    assertEquals(several, page.contains("type=\"checkbox\""), page);
    assertEquals(!several, page.contains("type=\"radio\""), page);
    assertEquals(several ? 200 : 409, answer.status());
    assertEquals(several ? most : 0, resources());
  }

  @Test
  @Requirement("CI-03")
  void whereNoLinksAreTakenNothingCanBeAdded() {
    Map<String, String> asked = asked();
    asked.put("accept_media_types", "image/*,text/html");
    Visitor teacher = new Visitor(site.app());
    String home = home(teacher, asked);
    String name = "exam-" + exam();
    String page = teacher.get(home).body();

    Answer answer = teacher.post(home + "select", Map.of("choice", name));

    assertFalse(page.contains("data-action=\"add\""), page);
    assertTrue(page.contains("takes no links to exams"), page);
    assertEquals(409, answer.status());
    assertEquals(0, resources());
  }

  @Test
  @Requirement({"CI-04", "RT-03"})
  void aLearnerWhoAsksToChooseIsSentBackWithTheReason() {
    Map<String, String> asked = asked();
    asked.put("roles", "Learner");
    asked.put("launch_presentation_return_url", "https://lms.example.edu/course");

    HttpResponse<String> answer = platform.launch(asked);

    String location = answer.headers().firstValue("Location").orElseThrow();
    assertTrue(location.startsWith("https://lms.example.edu/course?lti_errormsg="), location);
    assertTrue(location.contains("SELECTION_BY_OTHERS"), location);
  }

  @Test
  @Requirement({"CI-01", "I25"})
  void outsideACourseNothingIsChosenSinceItWouldBeEverybodys() {
    Map<String, String> asked = asked();
    asked.remove("context_id");

    HttpResponse<String> answer = platform.launch(asked);

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("which course"), answer.body());
  }

  @Test
  @Requirement("CI-05")
  void canvasGetsAnAddressBackThatOpensTheExam() {
    Map<String, String> asked = learner();
    asked.put("roles", "Instructor");
    asked.put("ext_content_return_types", "lti_launch_url,iframe");
    asked.put("ext_content_return_url", "https://canvas.example/back?a=1");
    Visitor teacher = new Visitor(site.app());
    String home = home(teacher, asked);
    long exam = exam();
    String form = teacher.get(home).body();
    String page = teacher.post(home + "select", Map.of("choice", "exam-" + exam)).body();
    Map<String, String> launch = learner();
    launch.put("custom_examhall_resource", Long.toString(newestResource()));

    String front = page(launch);

    String url =
        URLEncoder.encode(
            site.app() + "/lti11/launch?custom_examhall_resource=" + newestResource(),
            StandardCharsets.UTF_8);
    assertTrue(form.contains("type=\"radio\""), form);
    assertTrue(
        page.contains(
            "https://canvas.example/back?a=1&amp;return_type=lti_launch_url&amp;url=" + url),
        page);
    assertTrue(front.contains("data-action=\"start\""), front);
  }

  @Test
  @Requirement("CI-05")
  void aLearnerWhoHandsInSomethingInCanvasFollowsTheLinkAsAlways() {
    Map<String, String> asked = learner();
    asked.put("ext_content_return_types", "lti_launch_url,file");
    asked.put("ext_content_return_url", "https://canvas.example/back");

    String page = page(asked);

    assertTrue(page.contains("not set up yet"), page);
  }

  @Test
  @Requirement("I25")
  void aLinkThatNamesAnotherCoursesResourceOrNonsenseOpensNothing() {
    Map<String, String> other = Platform.ordinary();
    other.put("roles", "Instructor");
    Visitor neighbour = new Visitor(site.app());
    String theirs = home(neighbour, other);
    long exam = examOf(other.get("context_id"));
    neighbour.get(theirs);
    neighbour.post(theirs + "choose", Map.of("exam", Long.toString(exam)));
    long foreign = newestResource();

    for (String said : List.of(Long.toString(foreign), "999999999", "-1", "x", "1 or 1=1", "")) {
      Map<String, String> launch = learner();
      launch.put("custom_examhall_resource", said);
      String page = page(launch);

      assertTrue(page.contains("not set up yet"), said + page);
    }
  }

  @Test
  @Requirement("I25")
  void aLinkThatOpensAnExamOpensItWhateverIsSaidLater() {
    Map<String, String> launch = learner();
    launch.put("roles", "Instructor");
    Visitor teacher = new Visitor(site.app());
    String home = home(teacher, launch);
    long first = exam();
    long second = exam();
    teacher.get(home);
    teacher.post(home + "choose", Map.of("exam", Long.toString(first)));
    String title = teacher.get(home).body().replaceAll("(?s).*<h1>([^<]*)</h1>.*", "$1");
    Visitor selecting = new Visitor(site.app());
    String selection = home(selecting, asked());
    selecting.get(selection);
    selecting.post(selection + "select", Map.of("choice", "exam-" + second));
    launch.put("roles", "Learner");
    launch.put("custom_examhall_resource", Long.toString(newestResource()));

    String front = page(launch);

    assertTrue(front.contains("<h1>" + title), front);
  }

  /** A request as Moodle makes it, of a teacher of this test's course. */
  private Map<String, String> asked() {
    Map<String, String> asked = Platform.ordinary();
    asked.remove("resource_link_id");
    asked.put("lti_message_type", "ContentItemSelectionRequest");
    asked.put("context_id", course);
    asked.put("roles", "Instructor");
    asked.put("accept_media_types", "application/vnd.ims.lti.v1.ltilink");
    asked.put("accept_presentation_document_targets", "frame,iframe,window");
    asked.put("accept_multiple", "true");
    asked.put("content_item_return_url", BACK);
    return asked;
  }

  private Map<String, String> learner() {
    Map<String, String> launch = Platform.ordinary();
    launch.put("context_id", course);
    return launch;
  }

  /** The first page of a launch in this browser, as a path. */
  private static String home(Visitor browser, Map<String, String> launch) {
    HttpResponse<String> launched = platform.launch(launch);
    String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    browser.withCookie(cookie.split("=", 2)[0], cookie.split("=", 2)[1]);
    String home = launched.headers().firstValue("Location").orElseThrow();
    browser.get(home);
    return home;
  }

  private static String page(Map<String, String> launch) {
    Visitor browser = new Visitor(site.app());
    return browser.get(home(browser, launch)).body();
  }

  private static JsonNode item(Answer page) {
    String items = HiddenForm.of(page).fields().get("content_items");
    return new Json().tree(items).orElseThrow().path("@graph").path(0);
  }

  /** By the demo LMS's own code, over the address's query too. */
  private static String signature(HiddenForm form) {
    List<OAuth.Parameter> signed = new ArrayList<>();
    form.fields().forEach((name, value) -> signed.add(OAuth.Parameter.of(name, value)));
    signed.removeIf(field -> field.name().equals("oauth_signature"));
    return OAuth.sign(OAuth.Method.HMAC_SHA1, "POST", form.action(), signed, "secret");
  }

  private long exam() {
    return examOf(course);
  }

  private static long examOf(String ltiContextId) {
    return world.exam(
        number("select id as n from context where lti_context_id = '" + ltiContextId + "'"));
  }

  private long resources() {
    return number(
        """
        select count(*) as n
          from resource r
          join context c on c.id = r.context_id
         where c.lti_context_id = '%s'
        """
            .formatted(course));
  }

  private static long newestResource() {
    return number("select max(id) as n from resource");
  }

  private static long number(String sql) {
    return world.db().tx(tx -> tx.only(sql, row -> row.longAt("n")));
  }
}
