package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.net.Outbound;
import org.examhall.lti.service.ServiceScope;
import org.examhall.testkit.AgsBook;
import org.examhall.testkit.AgsBook.Student;
import org.examhall.testkit.Platform;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grades on their way to a gradebook by AGS, through every kind of trouble. */
class SendByAgsIT {
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
  @Requirement({"AG-01", "AG-03", "AG-04", "AG-07", "AG-10", "TK-01", "TK-02"})
  void aGradeReachesTheLinksOwnColumnExactly() {
    String column = book.ownColumn();
    Student student = book.student();

    send.run(due(student, "0.3333333333")).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("33.3333")), given(column, student));
    assertEquals(State.SENT, book.ours(student).state());
    assertEquals(
        List.of("application/vnd.ims.lis.v1.score+json"),
        platform.calls("/scores").stream().map(Platform.Call::type).toList());
    assertEquals(1, platform.calls("/items").size());
  }

  @ParameterizedTest
  @Requirement({"F08", "AG-10", "I10"})
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | '' | WAITING | lms_trouble",
        "429 | slow down | WAITING | too_many",
        "403 | 403 Forbidden (Rate Limit Exceeded) | WAITING | too_many",
        "403 | {\"reason\":\"Invalid LTI id supplied.\"} | REFUSED | forbidden",
        "404 | '' | REFUSED | gone",
        "422 | {\"errors\":{\"message\":\"not a student\"}} | REFUSED | declined",
        "400 | [] | REFUSED | declined",
        "302 | '' | REFUSED | not_an_answer"
      })
  void badAnswersMakeTheGradeWaitOrBeRefusedInWords(
      int status, String body, State state, String reason) {
    book.ownColumn();
    platform.next("/scores", status, body);
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals(state, book.ours(student).state());
    assertEquals("grade." + state.name().toLowerCase(Locale.ROOT) + "." + reason, words(student));
    assertEquals(state == State.WAITING, GradeState.of(book.ours(student)).nextTryAt().isPresent());
  }

  @Test
  @Requirement({"F08", "AG-10"})
  void aPlatformThatAsksToBeLeftAloneIsLeftAloneByEveryGrade() {
    book.ownColumn();
    platform.next("/scores", 429, "");
    Student first = book.student();
    Student second = book.student();
    DueGrade firstDue = due(first, "0.1");
    DueGrade secondDue = due(second, "0.2");

    send.run(firstDue).getAsBoolean();
    send.run(secondDue).getAsBoolean();

    Instant earliest = Instant.now().plus(Duration.ofMinutes(110));
    assertTrue(book.ours(first).nextTryAt().orElseThrow().isAfter(earliest));
    assertTrue(book.ours(second).nextTryAt().orElseThrow().isAfter(earliest));
    assertEquals(1, platform.calls("/scores").size());
  }

  @Test
  @Requirement("F08")
  void aPlatformThatTakesTooLongIsTriedAgain() {
    String column = book.ownColumn();
    platform.slow("/token", 5_000);
    Student student = book.student();
    DueGrade due = due(student, "0.5");

    try (Outbound impatient = Senders.outbound("127.0.0.2")) {
      Senders.sender(world, impatient, new SecretBox(World.SECRET_KEY), Duration.ofMinutes(1))
          .run(due)
          .getAsBoolean();
    }
    assertEquals("grade.waiting.timeout", words(student));
    book.timePasses();
    send.run(due).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("50")), given(column, student));
  }

  @Test
  @Requirement({"F10", "AG-08"})
  void anAnswerThatGotLostMakesASecondSendAndStillOneGrade() {
    String column = book.ownColumn();
    platform.lose("/scores");
    Student student = book.student();
    DueGrade due = due(student, "0.7");

    send.run(due).getAsBoolean();
    assertEquals("grade.waiting.unreachable", words(student));
    book.timePasses();
    send.run(due).getAsBoolean();

    assertEquals(State.SENT, book.ours(student).state());
    assertEquals(Optional.of(new BigDecimal("70")), given(column, student));
  }

  @Test
  @Requirement("AG-08")
  void aScoreOfTheSameSecondIsSentOnceMoreWithALaterTime() {
    String column = book.ownColumn();
    Student student = book.student();

    send.run(due(student, "0.1")).getAsBoolean();
    send.run(due(student, "0.2")).getAsBoolean();
    send.run(due(student, "0.3")).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("30")), given(column, student));
    assertEquals(State.SENT, book.ours(student).state());
  }

  @Test
  @Requirement("AG-08")
  void aScoreTellsTheTimeOfItsSendHoweverLongTheTokenTook() {
    book.ownColumn();
    Student student = book.student();
    platform.slow("/token", 400);
    Instant first = Instant.now();
    send.run(due(student, "0.1")).getAsBoolean();
    platform.revokeTokens();
    platform.slow("/token", 400);
    Instant second = Instant.now();
    send.run(due(student, "0.2")).getAsBoolean();

    List<Instant> told =
        platform.calls("/scores").stream().map(call -> timestamp(call.body())).toList();

    assertFalse(told.get(0).isBefore(first.plusMillis(400)), told + " " + first);
    assertFalse(told.get(2).isBefore(second.plusMillis(400)), told + " " + second);
  }

  @Test
  @Requirement("AG-08")
  void aPlatformThatKnowsANewerGradeAllTheSameIsAskedAgainLater() {
    book.ownColumn();
    platform.next("/scores", 409, "[]");
    platform.next("/scores", 400, "{\"message\":\"timestamp before last updated timestamp\"}");
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals("grade.waiting.overtaken", words(student));
    assertEquals(2, platform.calls("/scores").size());
  }

  @ParameterizedTest
  @Requirement("AG-08")
  @ValueSource(
      strings = {
        "Score already exists for the provided timestamp",
        "Score timestamp can only be updated to a later point in time"
      })
  void aScoreThatOpenEdxTakesForOldIsSentOnceMoreAndArrives(String words) {
    String column = book.ownColumn();
    platform.next("/scores", 400, "{\"timestamp\":[\"" + words + "\"]}");
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    assertEquals(State.SENT, book.ours(student).state());
    assertEquals(Optional.of(new BigDecimal("50")), given(column, student));
    assertEquals(2, platform.calls("/scores").size());
  }

  @Test
  @Requirement("AG-09")
  void workIsCompleteOnlyWhenItIsHandedInAndThenToldOnceMore() {
    String column = book.ownColumn();
    Student student = book.student();
    send.run(due(student, "0.5")).getAsBoolean();
    String before = platform.score(column, student.sub()).orElseThrow().activityProgress();

    List<DueGrade> rung = book.end(student);
    rung.forEach(send::run);
    List<DueGrade> again = book.end(student);

    assertEquals("InProgress", before);
    assertEquals(
        "Completed", platform.score(column, student.sub()).orElseThrow().activityProgress());
    assertEquals(Optional.of(new BigDecimal("50")), given(column, student));
    assertEquals(List.of(), again);
  }

  @ParameterizedTest
  @Requirement({"AG-11", "AG-12"})
  @CsvSource({"moodle, true, Well done", "moodle, false, ''", "canvas, true, ''"})
  void aTeachersCommentOutlivesTheNextScoreWhereItCanBeRead(
      String product, boolean readable, String kept) {
    book.product(product);
    String column = book.ownColumn();
    List<String> scopes =
        readable
            ? List.of(ServiceScope.SCORE.uri(), ServiceScope.RESULT_READONLY.uri())
            : List.of(ServiceScope.SCORE.uri());
    book.columns(scopes, platform.url() + "/items?c=1", column);
    Student student = book.student();
    send.run(due(student, "0.5")).getAsBoolean();
    int readFirst = platform.calls("/results").size();
    platform.comment(column, student.sub(), "Well done");

    send.run(due(student, "0.6")).getAsBoolean();

    assertEquals(0, readFirst);
    assertEquals(Optional.of(new BigDecimal("60")), given(column, student));
    assertEquals(kept, platform.score(column, student.sub()).orElseThrow().comment());
  }

  @Test
  @Requirement({"AG-10", "AG-11"})
  void aGradeIsSentAlthoughTheCommentCannotBeReadAndWaitsIfThePlatformAsksForIt() {
    String column = book.ownColumn();
    book.columns(List.of(ServiceScope.SCORE.uri(), ServiceScope.RESULT_READONLY.uri()), "", column);
    Student student = book.student();
    send.run(due(student, "0.5")).getAsBoolean();
    platform.next("/results", 500, "");

    send.run(due(student, "0.6")).getAsBoolean();
    Optional<BigDecimal> without = given(column, student);
    platform.next("/results", 429, "");
    send.run(due(student, "0.7")).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("60")), without);
    assertEquals("grade.waiting.too_many", words(student));
  }

  @Test
  @Requirement("AG-14")
  void canvasIsToldThatAScoreIsNoNewSubmission() {
    book.product("canvas");
    book.ownColumn();
    Student student = book.student();

    send.run(due(student, "0.5")).getAsBoolean();

    String body = platform.calls("/scores").get(0).body();
    assertTrue(body.contains("\"https://canvas.instructure.com/lti/submission\""), body);
    assertTrue(body.contains("\"new_submission\":false"), body);
  }

  @Test
  @Requirement({"AG-01", "BO-01"})
  void theNewestPlaceIsTakenWhicheverVersionGaveIt() {
    String column = book.ownColumn();
    Student student = book.student();
    book.exam().address(student.personId(), "http://127.0.0.2:9/outcomes", "one");

    send.run(due(student, "0.5")).getAsBoolean();
    assertEquals(List.of(), platform.calls("/scores"));
    book.launch(student);
    send.run(due(student, "0.6")).getAsBoolean();

    assertEquals(Optional.of(new BigDecimal("60")), given(column, student));
  }

  @ParameterizedTest
  @Requirement("AG-01")
  @CsvSource({"false, true", "true, false"})
  void withoutTheScopeOrAnyColumnThereIsNoAddress(boolean scope, boolean column) {
    List<String> scopes = scope ? List.of(ServiceScope.SCORE.uri()) : List.of();
    book.columns(scopes, "", column ? platform.url() + "/items/1/item" : "");
    Student student = book.student();

    List<DueGrade> rung = book.score(student, "0.5");

    assertEquals(List.of(), rung);
    assertEquals("grade.no_address", words(student));
    book.launch(student);
    assertEquals("grade.no_address", words(student));
  }

  @Test
  @Requirement("AG-01")
  void aColumnThatALaterLaunchNamesIsThereForAllWhoCameBefore() {
    book.columns(List.of(), "", "");
    Student student = book.student();
    book.score(student, "0.5");
    assertEquals("grade.no_address", words(student));

    String column = book.ownColumn();
    List<DueGrade> due =
        world.db().tx(tx -> new ScoreOutbox().listDue(tx, 100)).stream()
            .filter(d -> d.outboxId() == book.ours(student).id())
            .toList();
    due.forEach(send::run);

    assertEquals(Optional.of(new BigDecimal("50")), given(column, student));
  }

  @Test
  @Requirement("I08")
  void aPrivateAddressIsNotCalled() {
    book.ownColumn();
    Student student = book.student();
    try (Outbound strict = Senders.outbound("another.example")) {
      Senders.sender(world, strict, new SecretBox(World.SECRET_KEY), Duration.ofMinutes(1))
          .run(due(student, "0.5"))
          .getAsBoolean();
    }

    assertEquals(List.of(), platform.calls("/"));
    assertEquals("grade.waiting.forbidden_address", words(student));
  }

  private static Instant timestamp(String body) {
    String text = new Json().tree(body).orElseThrow().path("timestamp").asText();
    return OffsetDateTime.parse(text).toInstant();
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
