package org.examhall.demo.lms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Lti13ServicesIT {
  private static final Tool OLD_TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "demo-key", "demo-secret");

  static DemoLms lms;
  static ToolOf13 tool;
  static String token;
  Activity activity;
  Person student;
  String lineItem;

  @BeforeAll
  static void start() throws Exception {
    lms = DemoLms.start(DemoLms.Options.forTest(OLD_TOOL));
    tool = new ToolOf13();
    lms.platform().connect(tool.registration());
    token = tool.token(lms, String.join(" ", Scope.ALL));
  }

  @AfterAll
  static void stop() {
    lms.close();
    tool.close();
  }

  @BeforeEach
  void ownActivity() {
    lms.platform().behaveLike(Personality.PLAIN);
    lms.platform().orders().clear();
    activity = lms.course().addActivity("Exam");
    student = lms.course().students().get(0);
    lineItem = lineItem();
  }

  @Test
  void lineItemsAreMadeChangedFoundAndRemoved() throws Exception {
    String wanted = "{\"label\": \"Oral\", \"scoreMaximum\": 20, \"resourceId\": \"r-1\"}";
    String all = LineItems.url(lms.platform());
    JsonNode made = json(tool.call(token, "POST", all, MediaType.LINE_ITEM, wanted));
    String url = made.path("id").asText();
    String change = wanted.replace("20", "40");
    JsonNode changed = json(tool.call(token, "PUT", url, MediaType.LINE_ITEM, change));
    JsonNode found =
        json(tool.call(token, "GET", all + "?resource_id=r-1", MediaType.LINE_ITEMS, ""));

    int removed = tool.call(token, "DELETE", url, MediaType.LINE_ITEM, "").statusCode();
    int gone = tool.call(token, "GET", url, MediaType.LINE_ITEM, "").statusCode();
    int ours = tool.call(token, "DELETE", lineItem, MediaType.LINE_ITEM, "").statusCode();

    assertEquals(40, changed.path("scoreMaximum").asInt());
    assertEquals(List.of(url), found.findValuesAsText("id"));
    assertEquals(List.of(204, 404, 403), List.of(removed, gone, ours));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"label\": \"\", \"scoreMaximum\": 1}",
        "{\"label\": \"x\", \"scoreMaximum\": 0}",
        "{\"label\": \"x\", \"scoreMaximum\": \"1\"}",
        "{\"label\": \"x\", \"scoreMaximum\": 1, \"resourceLinkId\": \"nowhere\"}",
        "[]",
      })
  void aLineItemThatIsNotOneIsRefused(String wanted) throws Exception {
    var answer =
        tool.call(token, "POST", LineItems.url(lms.platform()), MediaType.LINE_ITEM, wanted);

    assertEquals(400, answer.statusCode());
  }

  @Test
  void aScoreIsInTheGradebookAndInTheResults() throws Exception {
    HttpResponse<String> taken = send(score("\"comment\": \"Well done\", " + given("2", "3")));

    Grade grade = lms.course().findGrade(activity.id(), student.id()).orElseThrow();
    String results = lineItem + "/results?user_id=" + student.id();
    JsonNode result = json(tool.call(token, "GET", results, MediaType.RESULTS, "")).path(0);
    assertEquals(200, taken.statusCode(), taken.body());
    assertEquals("66.7 %", grade.percent());
    assertEquals("Well done", grade.comment());
    assertEquals(66.666667, result.path("resultScore").asDouble());
    assertEquals("Well done", GradeCell.of(lms, activity.id(), student).note());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"userId\": \"s1\"                   | \"userId\": \"t1\"            | 422",
        "\"userId\": \"s1\"                   | \"userId\": \"nobody\"        | 422",
        "\"userId\": \"s1\"                   | \"userId\": 7                 | 400",
        "\"scoreGiven\": 1                    | \"scoreGiven\": -1            | 400",
        "\"scoreGiven\": 1                    | \"scoreGiven\": \"1\"         | 400",
        "\"scoreMaximum\": 2                  | \"scoreMaximum\": 0           | 400",
        "\"scoreMaximum\": 2                  | \"other\": 2                  | 400",
        "\"scoreMaximum\": 2                  | \"comment\": null             | 400",
        "\"gradingProgress\": \"FullyGraded\" | \"gradingProgress\": \"Done\" | 400",
        "Completed                            | completed                     | 400",
        "Z\"                                  | \"                            | 400",
      })
  void aScoreThatIsNotInOrderIsRefused(String right, String wrong, int status) throws Exception {
    String score = score(given("1", "2")).replace(right, wrong);

    HttpResponse<String> answer = send(score);

    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(Optional.empty(), lms.course().findGrade(activity.id(), student.id()));
  }

  @Test
  void anOlderScoreIsRefusedAndAnEqualOneOnlyByHabit() throws Exception {
    Instant now = Instant.now();
    int first = send(score(given("1", "2"), now)).statusCode();
    int older = send(score(given("2", "2"), now.minusMillis(1))).statusCode();
    int equal = send(score(given("2", "2"), now)).statusCode();
    lms.platform().add(Quirk.STAMP_EQUAL_REFUSED);

    HttpResponse<String> refused = send(score(given("1", "2"), now));
    HttpResponse<String> before = send(score(given("1", "2"), now.minusMillis(1)));

    assertEquals(List.of(200, 409, 200), List.of(first, older, equal));
    assertEquals(List.of(400, 400), List.of(refused.statusCode(), before.statusCode()));
    assertEquals(
        "{\"timestamp\":[\"Score already exists for the provided timestamp\"]}", refused.body());
    assertEquals(
        "{\"timestamp\":[\"Score timestamp can only be updated to a later point in time\"]}",
        before.body());
    assertEquals(
        "100 %", lms.course().findGrade(activity.id(), student.id()).orElseThrow().percent());
  }

  @Test
  void likeMoodleAScoreIsDatedByItsArrivalAndAPendingOneClears() throws Exception {
    lms.platform().behaveLike(Personality.MOODLE);
    lineItem = lineItem();
    Instant early = Instant.now().minusSeconds(3_000);
    int first = send(score(given("1", "2"), early)).statusCode();
    int newerButBeforeArrival = send(score(given("2", "2"), early.plusSeconds(60))).statusCode();
    String pending = score(given("1", "2"), Instant.now().plusSeconds(2));

    HttpResponse<String> cleared = send(pending.replace("FullyGraded", "PendingManual"));

    assertTrue(lineItem.contains("?type_id="), lineItem);
    assertEquals(List.of(200, 409), List.of(first, newerButBeforeArrival));
    assertEquals("", cleared.body());
    assertEquals(Optional.empty(), lms.course().findGrade(activity.id(), student.id()));
    assertEquals("waits for the teacher", GradeCell.of(lms, activity.id(), student).note());
  }

  @Test
  void theRosterComesInPartsWithWhatHasChangedSince() throws Exception {
    lms.platform().add(Quirk.ROSTER_PAGES_OF_TWO);
    HttpResponse<String> first = members(lms.url() + "/lti13/courses/algebra-1/members");
    HttpResponse<String> last = members(link(first, "next"));
    while (!last.headers().firstValue("Link").orElse("").contains("differences")) {
      last = members(link(last, "next"));
    }
    lms.course().addPerson(new Person("s9", "New", "Comer", Person.Role.LEARNER));
    JsonNode joined = json(members(link(last, "differences")));
    HttpResponse<String> then = members(lms.url() + "/lti13/courses/algebra-1/members?limit=99");
    lms.course().removePerson("s9");

    JsonNode left = json(members(link(then, "differences")));

    assertEquals(2, json(first).path("members").size());
    assertEquals(List.of("s9"), joined.path("members").findValuesAsText("user_id"));
    assertEquals(List.of("Deleted"), left.path("members").findValuesAsText("status"));
  }

  @Test
  void groupsComeInPartsAndByPersonAndTheRosterTellsWhoIsInThem() throws Exception {
    lms.platform().add(Quirk.ROSTER_PAGES_OF_TWO);
    String course = lms.url() + "/lti13/courses/algebra-1";
    HttpResponse<String> first = groups(course + "/groups");
    JsonNode last = json(groups(link(first, "next")));
    JsonNode sets = json(groups(course + "/group-sets"));
    lms.platform().add(Quirk.GROUPS_NUMBERED);
    JsonNode own = json(groups(course + "/groups?user_id=s2"));
    JsonNode people = json(members(course + "/members?groups=true&limit=99"));

    assertEquals(List.of("11", "12"), json(first).path("groups").findValuesAsText("id"));
    assertEquals(List.of("Project"), last.path("groups").findValuesAsText("name"));
    assertEquals("[{\"id\":\"7\",\"name\":\"Tutorials\"}]", sets.path("sets").toString());
    assertEquals("[{\"id\":11,\"name\":\"Morning\",\"set_id\":7}]", own.path("groups").toString());
    assertEquals(
        "[{\"group_id\":11},{\"group_id\":13}]",
        people.path("members").path(1).path("group_enrollments").toString());
  }

  private static HttpResponse<String> groups(String url) throws Exception {
    return tool.call(token, "GET", url, MediaType.GROUPS, "");
  }

  @Test
  void theRosterIsFilteredByRole() throws Exception {
    lms.platform().add(Quirk.ROSTER_ROLES_SHORT);

    JsonNode teachers =
        json(members(lms.url() + "/lti13/courses/algebra-1/members?role=Instructor&rlid=exam-1"));

    assertEquals(1, teachers.path("members").size());
    assertEquals("t1", teachers.path("members").path(0).path("user_id").asText());
    assertEquals("Instructor", teachers.path("members").path(0).path("roles").path(0).asText());
    assertEquals(1, teachers.path("members").path(0).path("message").size());
  }

  @ParameterizedTest
  @CsvSource({"CANVAS, 200", "MOODLE, 400"})
  void someCompareAcceptAsAWhole(Personality personality, int status) throws Exception {
    lms.platform().behaveLike(personality);
    lms.platform().remove(Quirk.THROTTLE_403); // other tests have called, too
    String accept = MediaType.MEMBERS + ", application/json;q=0.9";

    var answer =
        tool.call(token, "GET", lms.url() + "/lti13/courses/algebra-1/members", accept, "");

    assertEquals(status, answer.statusCode());
  }

  @Test
  void likeCanvasTooManyRequestsGet403() throws Exception {
    lms.platform().behaveLike(Personality.CANVAS);

    List<Integer> statuses = Stream.generate(() -> quickly(lineItem)).limit(40).distinct().toList();

    assertTrue(statuses.contains(403), statuses.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"OK", "STALL", "CLOSE_MID_BODY", "LOST", "CLOSE", "TYPE_HTML"},
      mode = EnumSource.Mode.EXCLUDE)
  void orderedTroubleComesOnceAndNothingIsStored(Trouble trouble) throws Exception {
    lms.platform().orders().add(ServiceOrders.Order.always(trouble).of(Service.SCORES).times(1));

    HttpResponse<String> troubled = send(score(given("1", "2")));
    Optional<Grade> then = lms.course().findGrade(activity.id(), student.id());
    int afterwards = send(score(given("1", "2"))).statusCode();

    String label = trouble.label();
    String status = label.replaceAll("\\D", "");
    assertEquals(status.isEmpty() ? 200 : Integer.parseInt(status), troubled.statusCode());
    assertEquals(Optional.empty(), then);
    assertEquals(200, afterwards);
    assertTrue(lms.platform().log().count(Service.SCORES, label) >= 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"CLOSE", "LOST", "CLOSE_MID_BODY"})
  void aLostAnswerMayMeanThatItWasTaken(Trouble trouble) {
    lms.platform().orders().add(ServiceOrders.Order.always(trouble).of(student));

    assertThrows(IOException.class, () -> send(score(given("1", "2"))));

    boolean stored = lms.course().findGrade(activity.id(), student.id()).isPresent();
    assertEquals(trouble != Trouble.CLOSE, stored);
  }

  @Test
  void programsOrderTroubleAndReadTheScores() throws Exception {
    String order = "{\"service\": \"scores\", \"behaviour\": \"too-many-429\", \"millis\": 7000}";
    String control = lms.url() + "/control/behaviour";
    tool.call("", "POST", control, MediaType.JSON, order);

    HttpResponse<String> troubled = send(score(given("1", "2")));
    JsonNode log = json(tool.call("", "GET", lms.url() + "/control/scores", MediaType.JSON, ""));

    JsonNode last = log.path(log.size() - 1);
    assertEquals(Optional.of("7"), troubled.headers().firstValue("Retry-After"));
    assertEquals("too-many-429", last.path("treated").asText());
    assertEquals(2, last.path("body").path("scoreMaximum").asInt());
  }

  private String lineItem() {
    var claims = lms.launch13(student, activity).claims("n");
    return ((Map<?, ?>) claims.get(Claim.GRADES)).get("lineitem").toString();
  }

  private HttpResponse<String> send(String score) throws Exception {
    String url = lineItem.replaceFirst("(\\?|$)", "/scores$1");
    return tool.call(token, "POST", url, MediaType.SCORE, score);
  }

  private HttpResponse<String> members(String url) throws Exception {
    return tool.call(token, "GET", url, MediaType.MEMBERS, "");
  }

  private static int quickly(String url) {
    try {
      return tool.call(token, "GET", url, MediaType.LINE_ITEM, "").statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String score(String more) {
    return score(more, Instant.now());
  }

  private static String score(String more, Instant at) {
    return "{\"userId\": \"s1\", \"timestamp\": \""
        + at
        + "\", \"activityProgress\": \"Completed\","
        + " \"gradingProgress\": \"FullyGraded\", "
        + more
        + "}";
  }

  private static String given(String points, String maximum) {
    return "\"scoreGiven\": " + points + ", \"scoreMaximum\": " + maximum;
  }

  private static String link(HttpResponse<String> answer, String relation) {
    String link = answer.headers().firstValue("Link").orElseThrow();
    assertTrue(link.endsWith("rel=\"" + relation + "\""), link);
    return link.substring(1, link.indexOf('>'));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertFalse(answer.body().isEmpty(), answer.toString());
    return ToolOf13.JSON.readTree(answer.body());
  }
}
