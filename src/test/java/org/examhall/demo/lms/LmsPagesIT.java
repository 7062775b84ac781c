package org.examhall.demo.lms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.examhall.demo.lms.lti.Tool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LmsPagesIT {
  private static final Tool TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "demo-key", "demo-secret");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;
  DemoLms lms;

  @BeforeEach
  void start() {
    lms = startKept();
  }

  @AfterEach
  void stop() {
    lms.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/                                | Start as the teacher",
        "/as/t1                           | Open “First exam” below",
        "/as/s1                           | No exam is set up yet",
        "/as/s1/activities/exam-1         | name=\"oauth_signature\"",
        "/as/s1/activities/exam-1/window  | name=\"oauth_signature\"",
        "/as/t1/gradebook                 | data-grade=\"exam-1:s3\"",
        "/as/s1/return?lti_msg=Well+%3Cdone%3E | Well &lt;done&gt;",
        "/assets/lms.css                  | color-scheme",
      })
  void everyPageIsServed(String path, String expected) throws Exception {
    HttpResponse<String> page = get(path);

    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains(expected), page.body());
  }

  @ParameterizedTest
  @CsvSource({"/nowhere,404", "/as/nobody,404", "/as/s1/gradebook,403", "/assets/x.css,404"})
  void whatIsNotThereIsSaidPlainly(String path, int status) throws Exception {
    HttpResponse<String> page = get(path);

    assertEquals(status, page.statusCode());
    assertTrue(page.body().contains("That did not work"));
  }

  @Test
  void theNextStepFollowsWhatHasHappened() throws Exception {
    get("/as/t1/activities/exam-1");
    String afterSetUp = get("/").body();
    lms.course().grade(new Grade("exam-1", "s1", new BigDecimal("0.5"), Instant.now()));
    String afterGrade = get("/").body();

    assertTrue(afterSetUp.contains("Now open the course as a student"));
    assertTrue(afterGrade.contains("Grades have arrived"));
  }

  @Test
  void aStudentSeesNobodyElsesGrade() throws Exception {
    lms.course().grade(new Grade("exam-1", "s1", new BigDecimal("0.25"), Instant.now()));

    String own = get("/as/s1/grades.json").body();
    String others = get("/as/s2/grades.json").body();

    assertEquals("25 %", JSON.readTree(own).path(0).path("percent").asText());
    assertEquals("[]", others);
  }

  @ParameterizedTest
  @CsvSource({"'',303", "http://localhost:8080,403"})
  void onlyTheLmsItselfMayAddActivities(String origin, int status) throws Exception {
    HttpRequest.Builder request =
        request("/as/t1/activities")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("title=Zweite+Pr%C3%BCfung"));
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }

    int answered = http.send(request.build(), BodyHandlers.discarding()).statusCode();

    boolean added =
        lms.course().activities().stream().anyMatch(a -> a.title().equals("Zweite Prüfung"));
    assertEquals(status, answered);
    assertEquals(status == 303, added);
  }

  @Test
  void theCourseIsKeptBetweenRuns() {
    lms.course().addActivity("Second exam");
    lms.course().grade(new Grade("exam-2", "s3", new BigDecimal("0.75"), Instant.now()));
    Course before = lms.course();
    lms.close();

    lms = startKept();

    assertEquals(before.activities(), lms.course().activities());
    assertEquals(before.people(), lms.course().people());
    assertEquals(before.grades(), lms.course().grades());
  }

  @Test
  void programsSignLaunchesWithWhateverTheyWantInThem() throws Exception {
    String wish =
        """
        {"person": "s2", "activity": "exam-1", "set": {"roles": "Mentor", "custom_x": "é"},
         "drop": ["user_id"], "key": "other", "at": 1700000000}
        """;

    JsonNode launch = JSON.readTree(post("/control/launch", wish).body());

    String body = launch.path("body").asText();
    assertEquals(TOOL.launchUrl().toString(), launch.path("url").asText());
    assertTrue(body.contains("&roles=Mentor&") && body.contains("&custom_x=%C3%A9&"), body);
    assertTrue(body.contains("oauth_timestamp=1700000000&oauth_consumer_key=other"), body);
    assertFalse(body.contains("user_id="), body);
  }

  @Test
  void programsOrderTroubleAndAddPeople() throws Exception {
    String trouble = "{\"behaviour\": \"fail-500\", \"person\": \"load-1\", \"times\": 2}";
    String person = "{\"id\": \"load-1\", \"given\": \"Load\", \"family\": \"One\"}";

    int added = post("/control/people", person).statusCode();
    int ordered = post("/control/behaviour", trouble).statusCode();

    assertEquals(200, added);
    assertEquals(200, ordered);
    assertTrue(lms.course().findPerson("load-1").isPresent());
    assertEquals(Behaviour.FAIL_500, lms.orders().take("exam-1", "load-1").behaviour());
    assertEquals(Behaviour.OK, lms.orders().take("exam-1", "s1").behaviour());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"behaviour\": \"dance\"}", "{}"})
  void anOrderThatCannotBeUnderstoodIsRefused(String order) throws Exception {
    assertEquals(400, post("/control/behaviour", order).statusCode());
  }

  @Test
  void aWebPageCannotUseTheControlApi() throws Exception {
    HttpRequest request =
        request("/control/behaviour")
            .header("Origin", "https://evil.example")
            .POST(HttpRequest.BodyPublishers.ofString("{\"behaviour\": \"fail-500\"}"))
            .build();

    int status = http.send(request, BodyHandlers.discarding()).statusCode();

    assertEquals(403, status);
    assertEquals(Behaviour.OK, lms.orders().take("exam-1", "s1").behaviour());
  }

  private DemoLms startKept() {
    Path file = folder.resolve("course.json");
    return DemoLms.start(
        new DemoLms.Options("127.0.0.2", 0, Optional.of(file), TOOL, Optional.empty()));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(lms.url().resolve(path));
  }
}
