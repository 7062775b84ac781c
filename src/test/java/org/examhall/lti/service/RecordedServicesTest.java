package org.examhall.lti.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.examhall.lti.service.Answers.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.examhall.lti.Recording;
import org.examhall.lti.role.LaunchRole;
import org.examhall.lti.service.ServiceAnswer.Verdict;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Service calls that a real Moodle answered. */
public class RecordedServicesTest {
  private static final String ITEMS = "http://127.0.0.1:18765/mod/lti/services.php/2/lineitems";

  private final LineItemCalls lineItems = new LineItemCalls(JSON);
  private final ScoreCalls scores = new ScoreCalls(JSON);
  private final MemberCalls members = new MemberCalls(JSON);

  /** Every answer of a service. */
  public static Stream<Recording> answers() {
    return Stream.of("ags-", "nrps-").flatMap(Recording::all);
  }

  /** Scores that Moodle took, but for those whose body is not ours to send. */
  static Stream<Recording> takenScores() {
    Set<String> notOurs =
        Set.of(
            "ags-score-negative",
            "ags-score-zero-max",
            "ags-score-initialized",
            "ags-score-given-null",
            "ags-score-string-number",
            "ags-score-text-number",
            "ags-score-pending-manual",
            "ags-score-unknown-grading-progress");
    return Recording.all("ags-score-")
        .filter(r -> Answers.status(r) == 200 && !notOurs.contains(r.name()));
  }

  static Stream<Recording> results() {
    return Recording.all("ags-results-").filter(r -> Answers.status(r) == 200);
  }

  static Stream<Recording> memberLists() {
    return Recording.all("nrps-").filter(r -> Answers.status(r) == 200);
  }

  @ParameterizedTest
  @MethodSource("answers")
  @Requirement("AG-10")
  void everyAnswerHasAMeaningAndEveryRefusalItsWords(Recording recording) {
    int status = Answers.status(recording);

    ServiceAnswer answer = Answers.read(recording);

    Map<Integer, Verdict> expected =
        Map.of(
            401, Verdict.TOKEN_REFUSED,
            403, Verdict.FORBIDDEN,
            404, Verdict.GONE,
            409, Verdict.OVERTAKEN,
            500, Verdict.TROUBLE,
            502, Verdict.TROUBLE,
            0, Verdict.NOT_AN_ANSWER);
    Verdict otherwise = status / 100 == 2 ? Verdict.DONE : Verdict.REFUSED;
    assertEquals(expected.getOrDefault(status, otherwise), answer.verdict());
    assertEquals(answer.isDone(), answer.words().isEmpty());
    assertFalse(answer.words().contains("userId"), "personal data: " + answer.words());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ags-score-11-lineitem | Invalid LTI id supplied. (HTTP 403)",
        "ags-lineitem-create-no-label | No label or Score Maximum (HTTP 400)",
        "ags-lineitem-get-unknown | Not Found: Grade item 99999 doesn't exist (HTTP 404)",
        "ags-score-unknown-user | HTTP 400",
        "ags-results-limit-2 | HTTP 404",
        "nrps-other-course | Not Found: Course 999 doesn't exist (HTTP 404)"
      })
  @Requirement("AG-10")
  void theWordsAreThePlatformsOwn(String name, String words) {
    assertEquals(words, Answers.read(Recording.named(name)).words());
  }

  @ParameterizedTest
  @MethodSource("takenScores")
  @Requirement({"AG-03", "AG-07"})
  void weWouldHaveSentTheScoresThatMoodleTook(Recording recording) {
    JsonNode sent = JSON.tree(new String(recording.requestBody(), UTF_8)).orElseThrow();
    Optional<String> comment = Optional.ofNullable(sent.get("comment")).map(JsonNode::asText);
    ScoreMessage score =
        new ScoreMessage(
            sent.get("userId").asText(),
            sent.get("scoreGiven").decimalValue(),
            sent.get("scoreMaximum").decimalValue(),
            true,
            Instant.ofEpochSecond(recording.json().get("epochSeconds").asLong()),
            comment.filter(text -> !text.equals("null")),
            Optional.empty());

    ServiceRequest ours = scores.add(recording.url().replace("/scores", ""), score);

    JsonNode body = JSON.tree(new String(ours.body(), UTF_8)).orElseThrow();
    assertEquals(recording.url(), ours.uri().toString());
    assertEquals(
        recording.header("Content-Type").orElseThrow().split(";", -1)[0],
        ours.headers().get("Content-Type"));
    assertEquals(sent.get("scoreGiven").asDouble(), body.get("scoreGiven").asDouble());
    assertEquals(sent.get("scoreMaximum").asDouble(), body.get("scoreMaximum").asDouble());
    assertEquals(sent.get("userId").asText(), body.get("userId").asText());
    assertEquals("FullyGraded", body.get("gradingProgress").asText());
    assertTrue(body.get("timestamp").asText().matches("2026-11-22T\\d\\d:\\d\\d:\\d\\d\\.000Z"));
    assertEquals(comment.filter(t -> !t.equals("null")).isPresent(), body.has("comment"));
  }

  @ParameterizedTest
  @MethodSource("results")
  @Requirement("AG-12")
  void resultsAreReadWithAndWithoutAScore(Recording recording) {
    JsonNode said = JSON.tree(new String(recording.responseBody(), UTF_8)).orElseThrow();

    List<Result> results = scores.readResults(recording.responseBody()).orElseThrow();

    assertEquals(said.size(), results.size());
    for (int i = 0; i < results.size(); i++) {
      assertEquals(said.get(i).get("userId").asText(), results.get(i).userId());
      assertEquals(said.get(i).has("resultScore"), results.get(i).score().isPresent());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ags-results-after-first, 83, 100",
    "ags-results-after-pending, , 1",
    "ags-results-after-unknown-progress, , 1",
    "ags-results-extra, 22, 40",
    "ags-results-above-max, 100, 100",
    "ags-results-decimal, 66.66667, 100"
  })
  @Requirement({"AG-09", "AG-12"})
  void whatIsNotFullyGradedHasClearedTheGrade(String name, BigDecimal score, BigDecimal maximum) {
    Result first = scores.readResults(Recording.named(name).responseBody()).orElseThrow().get(0);

    assertEquals(Optional.ofNullable(score), first.score());
    assertEquals(maximum, first.maximum());
  }

  @Test
  @Requirement("AG-12")
  void whereResultsAreReadFromIsWhereMoodleHasThem() {
    String lineItem = ITEMS + "/5/lineitem?type_id=2";

    assertEquals(
        Recording.named("ags-results-all").url(), scores.results(lineItem).uri().toString());
    assertEquals(
        Recording.named("ags-results-user").url(), scores.result(lineItem, "5").uri().toString());
    assertEquals(Optional.empty(), scores.readResults(recorded("ags-results-limit-2")));
  }

  @Test
  @Requirement({"AG-05", "AG-13"})
  void aColumnIsFoundInALongList() {
    LineItemPage page = lineItems.readPage(recorded("ags-lineitems-list")).orElseThrow();

    LineItem found = page.find("res-42", "grade").orElseThrow();

    assertEquals(ITEMS + "/5/lineitem?type_id=2", found.id());
    assertEquals("Quiz 1.3 é \"one\" & <two>", found.label());
    assertEquals(Optional.empty(), page.find("res-42", "another"));
    assertEquals(Optional.empty(), page.find("elsewhere", "grade"));
  }

  @ParameterizedTest
  @CsvSource({
    "ags-lineitems-list, 5 6",
    "ags-lineitems-list-no-type-id, 5 6",
    "ags-lineitems-limit-2, 5 6",
    "ags-lineitems-limit-2-from-2, 11 12",
    "ags-lineitems-filter-link, 5 12",
    "ags-lineitems-filter-resource, 5",
    "ags-lineitems-filter-tag, 11 12"
  })
  @Requirement("AG-05")
  void listsAreReadWhateverTheFilter(String name, String numbers) {
    List<String> ids =
        lineItems.readPage(recorded(name)).orElseThrow().items().stream()
            .map(LineItem::id)
            .map(id -> id.replaceFirst(".*/lineitems/(\\d+)/.*", "$1"))
            .toList();

    assertEquals(List.of(numbers.split(" ", -1)), ids);
  }

  @Test
  @Requirement({"AG-03", "AG-05"})
  void weWouldHaveMadeTheSameColumns() {
    LineItem extra = LineItem.named("Extra column é", new BigDecimal("50"), "extra-1", "extra");
    LineItem bound = LineItem.named("Bound column", new BigDecimal("60.0"), "extra-2", "extra");

    assertSent("ags-lineitem-create", lineItems.add(ITEMS + "?type_id=2", extra), Set.of());
    assertSent(
        "ags-lineitem-create-bound",
        lineItems.add(ITEMS + "?type_id=2", bound.ofLink("4")),
        Set.of("startDateTime", "endDateTime"));
  }

  @Test
  @Requirement("AG-05")
  void aColumnIsReadAndChangedAsMoodleWantsIt() {
    LineItem read = lineItems.readOne(recorded("ags-lineitem-get")).orElseThrow();

    ServiceRequest put = lineItems.save(labelled(read, "Extra column renamed"));

    assertEquals(Recording.named("ags-lineitem-get").url(), read.id());
    assertEquals(read.id(), lineItems.read(read.id()).uri().toString());
    assertSent("ags-lineitem-put", put, Set.of("scoreMaximum"));
  }

  @Test
  @Requirement("AG-05")
  void aColumnIsRemovedAsMoodleTookIt() {
    Recording taken = Recording.named("ags-lineitem-delete");

    ServiceRequest ours = lineItems.remove(taken.url());

    assertEquals(taken.json().at("/request/method").asText(), ours.method());
    assertEquals(taken.url(), ours.uri().toString());
    assertEquals(taken.header("Accept"), Optional.ofNullable(ours.headers().get("Accept")));
    assertEquals(0, ours.body().length);
  }

  private static LineItem labelled(LineItem item, String label) {
    return new LineItem(
        item.id(),
        label,
        item.scoreMaximum(),
        item.resourceLinkId(),
        item.resourceId(),
        item.tag(),
        item.gradesReleased(),
        item.said());
  }

  @ParameterizedTest
  @CsvSource({
    "ags-lineitem-create, 11",
    "ags-lineitem-create-bound, 12",
    "ags-lineitem-create-charset, 13",
    "ags-lineitem-create-zero-max, 14",
    "ags-lineitem-put, 11"
  })
  @Requirement("AG-05")
  void whatWasMadeHasAnAddress(String name, int number) {
    LineItem made = lineItems.readOne(recorded(name)).orElseThrow();

    assertEquals(ITEMS + "/" + number + "/lineitem?type_id=2", made.id());
  }

  @ParameterizedTest
  @CsvSource({
    "ags-lineitems-limit-2, type_id=2&limit=2&from=2",
    "ags-lineitems-limit-2-from-2, type_id=2&limit=2&from=4",
    "ags-lineitems-list,",
    "nrps-limit-2-page-1, limit=2&from=2",
    "nrps-all,"
  })
  @Requirement({"AG-06", "NR-03"})
  void theNextPageIsFoundInMoodlesOwnSpelling(String name, String query) {
    Recording recording = Recording.named(name);
    List<String> onTheWire = new ArrayList<>();
    Answers.header(recording, "Link")
        .map(value -> new String(value.getBytes(UTF_8), ISO_8859_1))
        .ifPresent(onTheWire::add);

    Optional<URI> next = LinkHeader.find(onTheWire, "next", URI.create(recording.url()));

    assertEquals(Optional.ofNullable(query), next.map(URI::getRawQuery));
  }

  @ParameterizedTest
  @MethodSource("memberLists")
  @Requirement({"NR-02", "NR-05"})
  void membersAreReadByTheirShortRoles(Recording recording) {
    JsonNode said = JSON.tree(new String(recording.responseBody(), UTF_8)).orElseThrow();

    List<Member> read = members.read(recording.responseBody()).orElseThrow();

    assertEquals(said.get("members").size(), read.size());
    for (int i = 0; i < read.size(); i++) {
      JsonNode member = said.get("members").get(i);
      boolean teaches = member.get("roles").get(0).asText().equals("Instructor");
      assertEquals(member.get("user_id").asText(), read.get(i).userId());
      assertEquals(teaches ? LaunchRole.INSTRUCTOR : LaunchRole.LEARNER, read.get(i).role());
      assertTrue(read.get(i).active());
      assertFalse(read.get(i).name().contains("&amp;"), read.get(i).name());
    }
  }

  @Test
  @Requirement("NR-01")
  void membersAreAskedForAsMoodleAnswers() {
    Recording all = Recording.named("nrps-all");

    ServiceRequest request = members.list(all.url());

    assertEquals(all.header("Accept").orElseThrow(), request.headers().get("Accept"));
    assertTrue(members.read(Recording.named("nrps-rlid").responseBody()).isPresent());
    assertTrue(
        members.read(all.responseBody()).orElseThrow().stream()
            .anyMatch(member -> member.name().equals("Sam Student Two & Co")));
  }

  private static void assertSent(String name, ServiceRequest ours, Set<String> butFor) {
    Recording recording = Recording.named(name);
    Map<?, ?> sent = fields(recording.requestBody());
    Map<?, ?> mine = fields(ours.body());
    butFor.forEach(sent::remove);
    butFor.forEach(mine::remove);
    assertEquals(sent, mine);
    assertEquals(recording.url(), ours.uri().toString());
    assertEquals(recording.json().at("/request/method").asText(), ours.method());
    assertEquals(
        recording.header("Content-Type").orElseThrow(), ours.headers().get("Content-Type"));
  }

  private static Map<?, ?> fields(byte[] body) {
    JsonNode tree = JSON.tree(new String(body, UTF_8)).orElseThrow();
    return JSON.mapper().convertValue(tree, Map.class);
  }

  private static byte[] recorded(String name) {
    return Recording.named(name).responseBody();
  }
}
