package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.ServiceFailed;
import org.examhall.core.consumer.Lti13Client;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.net.Outbound;
import org.examhall.lti.service.ScoreCalls;
import org.examhall.lti.service.ServiceScope;
import org.examhall.testkit.AgsBook;
import org.examhall.testkit.AgsBook.Student;
import org.examhall.testkit.Callers;
import org.examhall.testkit.Platform;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a grade needs before it can be sent by AGS: a token and a column. */
class ColumnsAndTokensIT {
  static final World world = World.fresh();

  final Outbound outbound = Senders.patient("127.0.0.2");
  final SendGrade send =
      Senders.sender(world, outbound, new SecretBox(World.SECRET_KEY), Duration.ofMinutes(1));
  final AgsBook book = AgsBook.in(world);
  final Platform platform = book.platform();

  @AfterEach
  void closeBook() {
    book.close();
    outbound.close();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement({"AG-05", "AG-06", "AG-13", "AG-15", "SR-01"})
  void aColumnIsMadeOnceForAWholeClassAtOnce() throws Exception {
    platform.addItem("{\"label\":\"a\",\"scoreMaximum\":1}");
    platform.addItem("{\"label\":\"b\",\"scoreMaximum\":1}");
    platform.addItem("{\"label\":\"c\",\"scoreMaximum\":1,\"resourceId\":\"other\"}");
    List<Student> students = new ArrayList<>();
    List<CompletableFuture<Boolean>> sends = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      students.add(book.student());
    }
    platform.slow("/items?", 150);

    for (Student student : students) {
      DueGrade due = due(student, "0.5");
      sends.add(CompletableFuture.supplyAsync(() -> anotherWorker().run(due).getAsBoolean()));
    }
    CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

    assertEquals(4, platform.items().size());
    var made = platform.items().get(3);
    assertEquals("examhall-" + book.exam().resourceId(), made.path("resourceId").asText());
    assertEquals("Exam", made.path("label").asText());
    assertEquals(100, made.path("scoreMaximum").asInt());
    assertTrue(made.path("gradesReleased").asBoolean());
    assertEquals(
        "[\"InProgress\",\"Completed\"]", made.at("/submissionReview/reviewableStatus").toString());
    for (Student student : students) {
      assertEquals(Optional.of(new BigDecimal("50")), given(made.path("id").asText(), student));
    }
  }

  @Test
  @Requirement({"AG-13", "F10"})
  void aColumnWhoseMakingWasNotHeardOfIsFoundAndNotMadeTwice() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    platform.slow("/items?", 0);
    platform.lose("/items?");

    send.run(due).getAsBoolean();
    assertEquals("grade.waiting.unreachable", words(student));
    book.timePasses();
    send.run(due).getAsBoolean();

    assertEquals(1, platform.items().size());
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  @Requirement("AG-13")
  void aColumnBoundToTheLinkThatThePlatformRefusesIsMadeUnbound() {
    Student student = book.student();
    DueGrade due = due(student, "0.5");
    platform.slow("/items?", 0);
    platform.next("/items?", 412, "{\"errors\":{\"message\":\"no such link\"}}");

    send.run(due).getAsBoolean();

    assertEquals(State.SENT, book.ours(student).state());
    assertTrue(platform.items().get(0).path("resourceLinkId").isMissingNode());
  }

  @Test
  @Requirement({"AG-13", "F08"})
  void aColumnOfOursThatWasRemovedIsMadeAgain() {
    Student student = book.student();
    send.run(due(student, "0.5")).getAsBoolean();
    platform.clearItems();

    send.run(due(student, "0.6")).getAsBoolean();

    String column = platform.items().get(0).path("id").asText();
    assertEquals(Optional.of(new BigDecimal("60")), given(column, student));
  }

  @Test
  @Requirement({"AG-05", "AG-13"})
  void ofTwoColumnsTheOneThatWasMadeTooSlowlyIsRemoved() throws Exception {
    Student student = book.student();

    String others =
        sendWhileAnotherSaves(
            student,
            () ->
                platform.addItem(
                    "{\"label\":\"Exam\",\"scoreMaximum\":100,\"resourceId\":\"examhall-%d\"}"
                        .formatted(book.exam().resourceId())));

    assertEquals(
        List.of(others), platform.items().stream().map(i -> i.path("id").asText()).toList());
    assertEquals(Optional.of(new BigDecimal("50")), given(others, student));
    assertEquals(1, removals());
  }

  @Test
  @Requirement({"AG-05", "AG-13"})
  void aColumnThatThePlatformGivesTwoAddressesIsNotRemoved() throws Exception {
    sendWhileAnotherSaves(book.student(), () -> platform.url() + "/item?by-another-address");

    assertEquals(1, platform.items().size());
    assertEquals(0, removals());
  }

  /** One worker makes the column, so slowly that another has saved one meanwhile: its address. */
  private String sendWhileAnotherSaves(Student student, Supplier<String> another) throws Exception {
    DueGrade due = due(student, "0.5");
    platform.slow("/items?", 0);
    platform.slow("/items?", 1_500);
    var sent = CompletableFuture.supplyAsync(() -> send.run(due).getAsBoolean());
    Awaitility.await().until(() -> platform.calls("/items?").size() == 2);
    String others = another.get();
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update line_item set url = ? where resource_id = ?",
                    others,
                    book.exam().resourceId()));
    sent.get(30, TimeUnit.SECONDS);
    return others;
  }

  private long removals() {
    return platform.calls("/item?").stream().filter(c -> c.method().equals("DELETE")).count();
  }

  @Test
  @Requirement({"AG-01", "AG-13"})
  void withoutTheRightToMakeAColumnThereIsNone() {
    book.columns(
        List.of(ServiceScope.SCORE.uri(), ServiceScope.LINE_ITEM_READONLY.uri()),
        platform.url() + "/items?c=1",
        "");
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals("grade.refused.no_column", words(student));
    assertEquals(List.of(), platform.items());
  }

  @Test
  @Requirement("TK-01")
  void onlyScopesThatWereGrantedAreAskedFor() {
    String column = book.ownColumn();
    book.columns(
        List.of(ServiceScope.SCORE.uri(), "https://lms.example/scope/of-its-own"), "", column);
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    String asked =
        URLDecoder.decode(platform.calls("/token").get(0).body(), StandardCharsets.UTF_8);
    assertTrue(asked.endsWith("scope=" + ServiceScope.SCORE.uri()), asked);
    assertEquals(State.SENT, book.ours(student).state());
  }

  @ParameterizedTest
  @Requirement({"TK-04", "F08"})
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"invalid_client\"} | grade.waiting.token_refused | invalid_client (HTTP 400)",
        "401 | {\"error\":\"x\",\"error_description\":\"JWS signature invalid\"} | grade.waiting.token_refused | JWS signature invalid (HTTP 401)",
        "200 | <html>Log in</html> | grade.refused.not_an_answer | no access token in the answer (HTTP 200)",
        "503 | '' | grade.waiting.lms_trouble | HTTP 503",
        "429 | '' | grade.waiting.too_many | HTTP 429"
      })
  void withoutATokenThePlatformsWordsAreShown(int status, String body, String words, String said) {
    book.ownColumn();
    platform.next("/token", status, body);
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    OutboxGrade ours = book.ours(student);
    assertEquals(words, words(student));
    assertEquals(said, ours.reasonDetail());
    assertEquals(List.of(), platform.calls("/scores"));
  }

  @Test
  @Requirement({"TK-04", "F08"})
  void gradesThatAPlatformWithAnOldKeySetOfOursKeptOutArriveByThemselvesLater() {
    String column = book.ownColumn();
    platform.next("/token", 400, "{\"error\":\"invalid_client\"}");
    platform.next("/token", 400, "{\"error\":\"invalid_client\"}");
    Student student = book.student();
    DueGrade due = due(student, "0.5");

    send.run(due).getAsBoolean();
    Instant next = book.ours(student).nextTryAt().orElseThrow();
    book.timePasses();
    send.run(due).getAsBoolean();
    Instant afterThat = book.ours(student).nextTryAt().orElseThrow();
    book.timePasses();
    dueNow().forEach(grade -> send.run(grade).getAsBoolean());

    assertTrue(next.isAfter(Instant.now().plusSeconds(30)));
    assertTrue(afterThat.isAfter(next.plusSeconds(30)));
    assertEquals(Optional.of(new BigDecimal("50")), given(column, student));
  }

  @Test
  @Requirement("TK-03")
  void aTokenServesManyGradesAndIsReplacedOnceItIsRefused() {
    book.ownColumn();
    Student first = book.student();
    Student second = book.student();
    send.run(due(first, "0.1")).getAsBoolean();
    send.run(due(second, "0.2")).getAsBoolean();
    assertEquals(1, platform.calls("/token").size());

    platform.revokeTokens();
    send.run(due(second, "0.3")).getAsBoolean();

    assertEquals(State.SENT, book.ours(second).state());
    assertEquals(2, platform.calls("/token").size());
  }

  @Test
  @Requirement("TK-03")
  void aTokenThatIsRefusedAtOnceIsNotAskedForForEver() {
    book.ownColumn();
    platform.next("/scores", 401, "{\"reason\":\"Unauthorized\"}");
    platform.next("/scores", 401, "{\"reason\":\"Unauthorized\"}");
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals("grade.waiting.token_refused", words(student));
    assertEquals(2, platform.calls("/token").size());
  }

  @Test
  @Requirement("TK-03")
  void whoNeedsATokenWhileItIsAskedForWaitsForIt() throws Exception {
    book.ownColumn();
    platform.slow("/token", 300);
    List<CompletableFuture<Boolean>> sends = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      DueGrade due = due(book.student(), "0.5");
      sends.add(CompletableFuture.supplyAsync(() -> send.run(due).getAsBoolean()));
    }

    CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

    assertEquals(1, platform.calls("/token").size());
    assertEquals(5, platform.calls("/scores").size());
  }

  @ParameterizedTest
  @Requirement("TK-03")
  @CsvSource({"0, 2", "3600, 1"})
  void aTokenThatHasEndedIsNotUsedAgain(int seconds, int asked) {
    book.ownColumn();
    platform.tokensLast(seconds);
    DueGrade first = due(book.student(), "0.5");
    DueGrade second = due(book.student(), "0.6");

    send.run(first).getAsBoolean();
    send.run(second).getAsBoolean();

    assertEquals(asked, platform.calls("/token").size());
  }

  @ParameterizedTest
  @Requirement({"TK-03", "AG-08"})
  @CsvSource({"0", "3600"})
  void whoWaitedTooLongForATokenNeitherAsksForOneNorCalls(int tokenSeconds) throws Exception {
    platform.tokensLast(tokenSeconds);
    platform.slow("/token", 1_000);
    ServiceCalls calls = Callers.serviceCalls(outbound);
    var first = CompletableFuture.runAsync(() -> callWithin(calls, Duration.ofSeconds(30)));
    Awaitility.await().until(() -> platform.calls("/token").size() == 1);

    Optional<Undelivered> second = callWithin(calls, Duration.ofMillis(100));
    first.get(20, TimeUnit.SECONDS);

    assertEquals(Optional.of(Undelivered.TIMEOUT), second);
    assertEquals(1, platform.calls("/token").size());
    assertEquals(1, platform.calls("/results").size());
  }

  private Optional<Undelivered> callWithin(ServiceCalls calls, Duration patience) {
    List<String> scopes = List.of(ServiceScope.RESULT_READONLY.uri());
    Lti13Client client = new Lti13Client(1, "client", platform.url() + "/token", "");
    try {
      calls
          .begin(client, scopes, patience, ServiceScope.RESULT_READONLY)
          .send(new ScoreCalls(new Json()).results(platform.url() + "/items/1/item"));
      return Optional.empty();
    } catch (ServiceFailed e) {
      return Optional.of(e.why());
    }
  }

  private List<DueGrade> dueNow() {
    return world.db().tx(tx -> new ScoreOutbox().listDue(tx, 100)).stream()
        .filter(due -> due.consumerId() == book.exam().consumer().id())
        .toList();
  }

  private SendGrade anotherWorker() {
    return Senders.sender(world, outbound, new SecretBox(World.SECRET_KEY), Duration.ofMinutes(1));
  }

  private Optional<BigDecimal> given(String column, Student student) {
    return platform.score(column, student.sub()).map(Platform.Score::given);
  }

  private String words(Student student) {
    return GradeState.of(book.ours(student)).messageKey();
  }

  private DueGrade due(Student student, String score) {
    return book.score(student, score).get(0);
  }
}
