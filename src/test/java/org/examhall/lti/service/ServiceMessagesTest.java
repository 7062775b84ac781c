package org.examhall.lti.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.examhall.lti.service.Answers.JSON;
import static org.examhall.lti.service.Answers.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.role.LaunchRole;
import org.examhall.lti.service.ServiceAnswer.Verdict;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to and read from the services, where no recording shows it. */
class ServiceMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:35:10.120Z");
  private static final BigDecimal HUNDRED = new BigDecimal("100");

  private final ScoreCalls scores = new ScoreCalls(JSON);
  private final LineItemCalls lineItems = new LineItemCalls(JSON);
  private final MemberCalls members = new MemberCalls(JSON);
  private final GroupCalls groups = new GroupCalls(JSON);

  @Test
  @Requirement({"AG-02", "CG-01"})
  void scopesAreNamedAsTheStandardNamesThem() {
    Set<String> names =
        Stream.of(ServiceScope.values()).map(ServiceScope::uri).collect(Collectors.toSet());

    assertEquals(
        Set.of(
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/score",
            "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
            "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"),
        names);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasWords(ServiceReason reason) {
    String words = new Messages().text(Locale.ENGLISH, reason.messageKey());

    assertTrue(words.endsWith("."), words);
  }

  @ParameterizedTest
  @CsvSource({
    "https://l.example/i/1, https://l.example/i/1/scores",
    "https://l.example/i/1/, https://l.example/i/1/scores",
    "https://l.example/i/1?type_id=2, https://l.example/i/1/scores?type_id=2",
    "https://l.example/i/1/?a=b/, https://l.example/i/1/scores?a=b/",
    "https://l.example/i/1?a=%2F&b=?c#frag, https://l.example/i/1/scores?a=%2F&b=?c",
    "https://l.example, https://l.example/scores"
  })
  @Requirement("AG-04")
  void theAddressOfScoresIsBelowThatOfTheColumnAndBeforeItsQuery(String item, String expected) {
    ServiceRequest request = scores.add(item, score("50", true));

    assertEquals(expected, request.uri().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "https://l.example/i, https://l.example/i/results?user_id=a%20b%26c",
    "https://l.example/i?limit=5, https://l.example/i/results?limit=5&user_id=a%20b%26c"
  })
  @Requirement({"AG-04", "AG-12"})
  void aParameterIsAppendedToWhatIsThere(String url, String expected) {
    assertEquals(expected, scores.result(url, "a b&c").uri().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "https://l.example/m, https://l.example/m?limit=500",
    "https://l.example/m?c=1, https://l.example/m?c=1&limit=500"
  })
  @Requirement("NR-03")
  void membersAreAskedForInPages(String url, String expected) {
    assertEquals(expected, members.inPages(url));
  }

  @Test
  @Requirement({"AG-07", "AG-08", "AG-09", "AG-11"})
  void aScoreIsWrittenWithWhatIsKnownAndNothingElse() {
    assertEquals(
        "{\"userId\":\"u\",\"scoreGiven\":33.3333,\"scoreMaximum\":100,"
            + "\"activityProgress\":\"Completed\",\"gradingProgress\":\"FullyGraded\","
            + "\"timestamp\":\"2026-11-22T09:35:10.120Z\"}",
        body(scores.add("https://l.example/i", score("33.3333", true))));
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "1E+2, 100", "0, 0", "0.00, 0", "120.50, 120.5", "0.0001, 0.0001"})
  @Requirement("AG-07")
  void numbersArePlain(String given, String written) {
    String body = body(scores.add("https://l.example/i", score(given, true)));

    assertTrue(body.contains("\"scoreGiven\":" + written + ",\"scoreMaximum\":100,"), body);
  }

  @Test
  @Requirement("AG-09")
  void workThatGoesOnKeepsTheGradeThatIsThere() {
    String body = body(scores.add("https://l.example/i", score("50", false)));

    assertTrue(
        body.contains("\"activityProgress\":\"InProgress\",\"gradingProgress\":\"FullyGraded\""));
    assertTrue(body.contains("\"scoreGiven\":50,"));
  }

  @Test
  @Requirement("AG-11")
  void aCommentIsSentWhenItIsMeant() {
    String body = body(scores.add("https://l.example/i", score("50", true).with("Well \"done\"")));

    assertTrue(body.endsWith(",\"comment\":\"Well \\\"done\\\"\"}"), body);
  }

  @ParameterizedTest
  @CsvSource({"u, -1, 100", "u, 1, 0", "u, 1, -1", "'', 1, 100", "' ', 1, 100"})
  @Requirement("AG-07")
  void whatNoPlatformShouldTakeIsRefusedByUs(String user, BigDecimal given, BigDecimal maximum) {
    Refused refused =
        assertThrows(Refused.class, () -> ScoreMessage.of(user, given, maximum, true, NOW));

    assertEquals(ServiceReason.SCORE_UNUSABLE, refused.reason());
  }

  @Test
  @Requirement("AG-14")
  void canvasIsToldOfTheSubmissionWhoseTimeIsNeverLaterThanTheScore() {
    ScoreMessage early = score("50", true).with(new CanvasSubmission(false, NOW.minusMillis(120)));
    ScoreMessage late = score("50", true).with(new CanvasSubmission(true, NOW.plusSeconds(90)));

    assertTrue(
        body(scores.add("https://l.example/i", early))
            .endsWith(
                "\"https://canvas.instructure.com/lti/submission\":{\"new_submission\":false,"
                    + "\"submission_type\":\"none\",\"submitted_at\":\"2026-11-22T09:35:10.000Z\"}}"));
    assertTrue(
        body(scores.add("https://l.example/i", late))
            .contains(
                "\"new_submission\":true,\"submission_type\":\"none\",\"submitted_at\":\"2026-11-22T09:35:10.120Z\""));
  }

  @Test
  @Requirement("AG-15")
  void aColumnSaysWhetherItsGradesAreShown() {
    LineItem plain = LineItem.named("Exam", HUNDRED, "r", "grade");

    String hidden = body(lineItems.add("https://l.example/i", plain.released(false)));
    Optional<LineItem> read = lineItems.readOne(bytes("{\"id\":\"x\",\"gradesReleased\":true}"));

    assertTrue(hidden.contains("\"gradesReleased\":false"), hidden);
    assertFalse(body(lineItems.add("https://l.example/i", plain)).contains("gradesReleased"));
    assertEquals(Optional.of(true), read.orElseThrow().gradesReleased());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"userId\":\"u\",\"resultScore\":0.83} | 0.83",
        "{\"userId\":\"u\",\"resultScore\":40,\"resultMaximum\":50} | 0.8",
        "{\"userId\":\"u\",\"resultMaximum\":50} | ",
        "{\"userId\":\"u\",\"resultScore\":\"x\",\"resultMaximum\":null} | "
      })
  @Requirement("AG-12")
  void aResultWithoutAMaximumIsOneOfOne(String json, BigDecimal scaled) {
    var read = scores.readResults(bytes("[" + json + ",{},7]")).orElseThrow();

    assertEquals(1, read.size());
    assertEquals(
        Optional.ofNullable(scaled).map(BigDecimal::doubleValue),
        read.get(0).scaled().map(BigDecimal::doubleValue));
  }

  @Test
  @Requirement("AG-05")
  void aChangedColumnKeepsWhatWeKnowNothingOf() {
    String said =
        "{\"id\":\"https://l.example/i/1\",\"label\":\"Old\",\"scoreMaximum\":10,"
            + "\"resourceLinkId\":\"7\",\"submissionReview\":{\"reviewableStatus\":[]},"
            + "\"startDateTime\":\"2026-01-01T00:00:00Z\"}";

    LineItem item = lineItems.readOne(bytes(said)).orElseThrow();

    assertEquals(
        said, body(lineItems.save(item.released(true))).replace(",\"gradesReleased\":true", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"id\":1", "<html>", "null", "3"})
  @Requirement("AG-05")
  void whatIsNoListOfColumnsIsNone(String body) {
    assertEquals(Optional.empty(), lineItems.readPage(bytes(body)));
    assertEquals(Optional.empty(), scores.readResults(bytes(body)));
    assertEquals(Optional.empty(), members.read(bytes(body)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user_id\":\"1\",\"roles\":[]} | 1 | '' | LEARNER | true",
        "{\"user_id\":2,\"roles\":[\"Instructor\"],\"name\":null} | 2 | '' | INSTRUCTOR | true",
        "{\"user_id\":\"3\",\"roles\":[\"Mentor\"],\"status\":\"active\"} | 3 | '' | OBSERVER | true",
        "{\"user_id\":\"4\",\"status\":\"Inactive\",\"given_name\":\"A\",\"family_name\":\"B\"} | 4 | A B | LEARNER | false",
        "{\"user_id\":\"5\",\"status\":\"DELETED\",\"name\":\"O&#039;N &lt;x&gt;\"} | 5 | O'N <x> | LEARNER | false"
      })
  @Requirement({"NR-02", "NR-05"})
  void everythingOfAMemberButTheIdMayBeAbsent(
      String json, String id, String name, LaunchRole role, boolean active) {
    List<Member> read = members.read(bytes("{\"members\":[{},7," + json + "]}")).orElseThrow();

    assertEquals(List.of(new Member(id, name, "", role, active, List.of())), read);
  }

  @Test
  @Requirement({"CG-01", "NR-02"})
  void idsOfGroupsAreTextsOrNumbersInBothSpellings() {
    List<Member> read =
        members
            .read(
                bytes(
                    "{\"members\":[{\"user_id\":\"1\",\"group_enrolments\":[{\"group_id\":7},{}]},"
                        + "{\"user_id\":\"2\",\"group_enrollments\":[{\"group_id\":\"7\"},"
                        + "{\"group_id\":\"a\\nb\"},{\"group_id\":[]}]}]}"))
            .orElseThrow();
    List<Group> listed =
        groups
            .read(
                GroupCalls.Kind.GROUPS,
                bytes(
                    "{\"groups\":[{\"id\":7,\"name\":\" A\\tB \",\"set_id\":3},{\"name\":\"C\"},9,"
                        + "{\"id\":\"8\"}]}"))
            .orElseThrow();

    assertEquals(List.of(List.of("7"), List.of("7")), read.stream().map(Member::groups).toList());
    assertEquals(
        List.of(new Group("7", "A B", Optional.of("3")), new Group("8", "8", Optional.empty())),
        listed);
    assertEquals(Optional.empty(), groups.read(GroupCalls.Kind.SETS, bytes("{\"groups\":[]}")));
    assertEquals(
        "https://l.example/m?c=1&groups=true", members.withGroups("https://l.example/m?c=1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | 403 Forbidden (Rate Limit Exceeded) | LIMITED",
        "403 | {\"errors\":[{\"message\":\"user not authorized\"}]} | FORBIDDEN",
        "400 | {\"errors\":{\"type\":\"bad_request\",\"message\":\"Provided timestamp of A before last updated timestamp of B\"}} | OVERTAKEN",
        "400 | {\"timestamp\":[\"Score already exists for the provided timestamp\"]} | OVERTAKEN",
        "400 | {\"timestamp\":[\"Score timestamp can only be updated to a later point in time\"]} | OVERTAKEN",
        "400 | {\"scoreMaximum\":[\"A valid number is required.\"]} | REFUSED",
        "422 | {\"errors\":{\"type\":\"unprocessable_entity\",\"message\":\"User not found in course or is not a student\"}} | REFUSED",
        "429 | slow down | LIMITED",
        "204 | '' | DONE",
        "202 | {} | DONE",
        "302 | '' | NOT_AN_ANSWER",
        "503 | <html> | TROUBLE"
      })
  @Requirement("AG-10")
  void otherPlatformsAnswersHaveTheirMeaning(int status, String body, Verdict verdict) {
    assertEquals(verdict, new ServiceAnswers(JSON).read(status, bytes(body)).verdict());
  }

  @Test
  @Requirement("AG-10")
  void wordsAreCutAndRepeatNothingThatWeSent() {
    ServiceAnswers answers = new ServiceAnswers(JSON);

    String echo = answers.read(400, bytes("{\"reason\":\"Bad {\\\"userId\\\":4}\"}")).words();
    String longOne = answers.read(400, bytes("x".repeat(10_000))).words();
    String byField =
        answers
            .read(400, bytes("{\"scoreMaximum\":[\"A valid number is required.\",\"x\"]}"))
            .words();

    assertEquals("Bad (HTTP 400)", echo.replace("  ", " "));
    assertEquals("scoreMaximum: A valid number is required. (HTTP 400)", byField);
    assertTrue(longOne.length() < 350);
  }

  private static ScoreMessage score(String given, boolean isFinal) {
    return ScoreMessage.of("u", new BigDecimal(given), HUNDRED, isFinal, NOW);
  }

  private static String body(ServiceRequest request) {
    return new String(request.body(), UTF_8);
  }
}
