package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.resource.GradeOf;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.ShowScores;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP = RunningApp.start(WORLD);

  private final Classroom classroom = new Classroom(WORLD);
  private final Resource resource = classroom.exam();
  private final Guest teacher = new Guest(APP.app(), classroom.teacher());

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement({"IN10", "IN11", "IN12", "IN13"})
  void whatIsSavedIsWhatTheFormSays() {
    Answer answer =
        save(
            Map.of(
                "attempts", "3",
                "from", "2030-03-01T09:00",
                "until", "2030-03-02T18:30",
                "due", "2030-03-02T12:00",
                "limit", "90",
                "grade", "latest",
                "scores", "review",
                "review", "2030-03-05T00:00",
                "zone", "Asia/Tokyo"));

    assertEquals(303, answer.status());
    assertEquals(
        new ResourceSetting(
            resource.id(),
            Optional.of(3),
            Optional.of(Instant.parse("2030-03-01T00:00:00Z")),
            Optional.of(Instant.parse("2030-03-02T09:30:00Z")),
            Optional.of(Instant.parse("2030-03-02T03:00:00Z")),
            Optional.of(90),
            GradeOf.LATEST,
            ShowScores.REVIEW,
            Optional.of(Instant.parse("2030-03-04T15:00:00Z")),
            false),
        saved());
    assertTrue(teacher.follow(answer).body().contains("Saved"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "2028-02-29T09:00, 2028-02-29T08:00:00Z",
    // the hour that clocks leave out, and the one that they show twice
    "2030-03-31T02:30, 2030-03-31T01:30:00Z",
    "2030-10-27T02:30, 2030-10-27T00:30:00Z",
  })
  @Requirement("F12")
  void leapDaysAndTheNightsOfClockChangesAreMomentsLikeOthers(String typed, Instant moment) {
    save(Map.of("until", typed, "zone", "Europe/Berlin"));

    assertEquals(Optional.of(moment), saved().availableUntil());
  }

  @Test
  @Requirement({"IN11", "ST11"})
  void receiptsByMailAreOfferedWhereMailIsSetUpAndKeptWhereItNoLongerIs() {
    Map<String, String> mail =
        Map.of(
            "EXAMHALL_WORKER", "separate",
            "EXAMHALL_MAIL_HOST", "mail.example.edu",
            "EXAMHALL_MAIL_FROM", "exams@example.edu");
    boolean before = teacher.get("/settings").body().contains("name=\"mail\"");
    save(Map.of("mail", "yes"));
    boolean withoutMail = saved().mailReceipts();
    try (RunningApp mailing = RunningApp.start(WORLD, mail)) {
      Guest there = new Guest(mailing.app(), classroom.teacher());
      boolean offered = there.get("/settings").body().contains("name=\"mail\"");

      Answer answer = there.post("/settings", Map.of("mail", "yes"));

      assertTrue(there.follow(answer).body().matches("(?s).*name=\"mail\"[^>]* checked.*"));
      assertTrue(saved().mailReceipts());
      assertTrue(offered);
    }
    save(Map.of("attempts", "3"));

    assertEquals(Optional.of(3), saved().maxAttempts());
    assertTrue(saved().mailReceipts());
    assertFalse(before);
    assertFalse(withoutMail);
  }

  @Test
  @Requirement("IN10")
  void anEmptyFormSetsNoLimits() {
    save(Map.of("attempts", "2", "until", "2030-03-02T18:30"));

    save(Map.of());

    assertEquals(ResourceSetting.initial(resource.id()), saved());
  }

  @ParameterizedTest
  @CsvSource({
    "attempts, 0",
    "attempts, -1",
    "attempts, many",
    "attempts, 1001",
    "attempts, 99999999999",
    "limit, 0",
    "limit, an hour",
    "limit, 100001",
    "from, tomorrow",
    "until, 2030-13-45T99:99",
    "zone, Mars/Olympus",
  })
  @Requirement("IN10")
  void whatCannotBeReadIsMarkedAndNothingIsSaved(String field, String typed) {
    Map<String, String> form = new HashMap<>(Map.of("due", "2030-03-02T12:00", "scores", "never"));
    form.put(field, typed);

    Answer answer = save(form);

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("Nothing was saved yet"));
    assertTrue(answer.body().contains("aria-invalid=\"true\""));
    assertTrue(answer.body().contains("value=\"2030-03-02T12:00\""));
    assertEquals(ResourceSetting.initial(resource.id()), saved());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grade", "scores"})
  @Requirement({"IN12", "IN13"})
  void aChoiceThatIsNotOfferedIsMarkedAndNothingIsSaved(String field) {
    Answer answer = save(Map.of("attempts", "3", field, "sometimes"));

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("id=\"%s-error\">Choose one".formatted(field)));
    assertEquals(ResourceSetting.initial(resource.id()), saved());
  }

  @Test
  @Requirement("IN13")
  void anotherChoiceOfTheAttemptThatCountsChangesTheGrades() {
    long person = WORLD.person(classroom.consumer, "Ann");
    classroom.attempt(resource, person, 1, "ended", Optional.of("0.9"));
    classroom.attempt(resource, person, 2, "ended", Optional.of("0.4"));
    classroom.grade(resource, person, "sent", "0.9");

    save(Map.of("grade", "latest"));

    BigDecimal grade =
        WORLD
            .db()
            .tx(tx -> new ScoreOutbox().find(tx, resource.id(), person))
            .orElseThrow()
            .scaledScore();
    assertEquals(0, new BigDecimal("0.4").compareTo(grade));
  }

  @Test
  @Requirement("IN10")
  void closingBeforeOpeningIsPointedOut() {
    Answer answer = save(Map.of("from", "2030-03-02T09:00", "until", "2030-03-01T09:00"));

    assertTrue(teacher.follow(answer).body().contains("It closes before it opens"));
  }

  private Answer save(Map<String, String> form) {
    teacher.get("/settings");
    return teacher.post("/settings", form);
  }

  private ResourceSetting saved() {
    return WORLD.db().tx(tx -> new ResourceSettings().of(tx, resource.id()));
  }
}
