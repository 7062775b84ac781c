package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AccessChange;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.access.ExtraTime;
import org.examhall.core.access.ExtraTime.Unit;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.resource.Resource;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraTimeIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP =
      RunningApp.start(WORLD, Map.of("EXAMHALL_WORKER", "separate"));

  private final Classroom classroom = new Classroom(WORLD);
  private final Resource resource = classroom.exam();
  private final Guest teacher = new Guest(APP.app(), classroom.teacher());
  private final long ann = WORLD.person(classroom.consumer, "Ann Student");
  private final long bob = WORLD.person(classroom.consumer, "Bob Student");
  private final Guest annsBrowser = new Guest(APP.app(), classroom.student(ann));

  ExtraTimeIT() {
    classroom.student(bob);
  }

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement("IN16")
  void whatIsSavedIsWhatTheFormSaysAndThePageShowsWhatItMakesOfTheTimes() {
    classroom.set(resource, "time_limit_minutes = 60, max_attempts = 1");

    Answer answer =
        give(
            ann,
            Map.of(
                "amount",
                "25",
                "unit",
                "percent",
                "deadline",
                "2",
                "deadline_unit",
                "hours",
                "attempts",
                "1"));
    String page = teacher.follow(answer).body();

    Allowance given =
        new Allowance(
            Optional.of(new ExtraTime(Unit.PERCENT, 25)), Optional.of(120), Optional.of(1));
    assertEquals(List.of(given), changes().stream().map(AccessChange::allowance).toList());
    assertTrue(page.contains("Saved"), page);
    assertTrue(page.contains("75 minutes"), page);
    assertTrue(page.contains("25% more time"), page);
    assertFalse(page.contains("Bob"), page);
  }

  @Test
  @Requirement("IN16")
  void aChangeIsEditedAndTakenBack() {
    give(ann, Map.of("amount", "15", "unit", "minutes"));
    long id = changes().get(0).id();

    String form = teacher.get("/extra-time/" + id).body();
    teacher.post("/extra-time/" + id, Map.of("unit", "unlimited", "person", Long.toString(bob)));
    AccessChange edited = changes().get(0);
    teacher.get("/extra-time");
    teacher.post("/extra-time/" + id + "/delete", Map.of());

    assertTrue(form.contains("value=\"15\""), form);
    assertTrue(
        form.contains("id=\"person-" + ann + "\" name=\"person\" value=\"" + ann + "\" checked"),
        form);
    assertEquals(Optional.of(new ExtraTime(Unit.UNLIMITED, 0)), edited.allowance().extra());
    assertEquals(
        List.of(bob), edited.members().stream().map(AccessChange.Member::personId).toList());
    assertEquals(List.of(), changes());
  }

  @Test
  @Requirement({"IN16", "F05"})
  void anAttemptThatIsHeldKeepsNobodyElseFromMoreTime() {
    classroom.attempt(resource, ann, 1, "running", Optional.empty());
    long held = classroom.attempt(resource, bob, 1, "running", Optional.empty());

    Answer answer =
        WORLD
            .db()
            .tx(
                tx -> {
                  tx.list(
                      "select id from attempt where id = ? for update",
                      row -> row.longAt("id"),
                      held);
                  return give(ann, Map.of("amount", "15", "unit", "minutes"));
                });

    assertEquals(303, answer.status());
    assertEquals(1, changes().size());
  }

  @Test
  @Requirement("IN18")
  void ofSeveralTheLatestMadeWinsFieldByFieldWhateverWasEditedLast() {
    classroom.set(resource, "time_limit_minutes = 60, available_until = '2090-01-01T00:00:00Z'");
    give(ann, Map.of("amount", "50", "unit", "percent", "attempts", "2"));
    long first = changes().get(0).id();
    give(ann, Map.of("amount", "10", "unit", "minutes", "deadline", "1", "deadline_unit", "days"));

    teacher.get("/extra-time/" + first);
    teacher.post(
        "/extra-time/" + first,
        Map.of("amount", "40", "unit", "percent", "attempts", "2", "person", Long.toString(ann)));
    String page = teacher.get("/extra-time").body();

    assertTrue(page.contains("70 minutes"), page);
    assertTrue(page.contains("2090-01-02 00:00 UTC"), page);
    assertTrue(annsBrowser.get("/").body().contains("70 minutes"));

    give(ann, Map.of("unit", "unlimited"));
    String unlimited = annsBrowser.get("/").body();

    assertFalse(unlimited.contains("minutes"), unlimited);
    assertTrue(unlimited.contains("2090-01-02"), unlimited);
  }

  @Test
  @Requirement("IN16")
  void moreAttemptsLetAStudentStartAgainAndNobodyElse() {
    classroom.set(resource, "max_attempts = 1");
    classroom.attempt(resource, ann, 1, "ended", Optional.of("0.5"));
    classroom.attempt(resource, bob, 1, "ended", Optional.of("0.5"));

    give(ann, Map.of("attempts", "1"));

    assertTrue(annsBrowser.get("/").body().contains("data-action=\"start\""));
    Guest bobsBrowser = new Guest(APP.app(), classroom.student(bob));
    assertFalse(bobsBrowser.get("/").body().contains("data-action=\"start\""));
  }

  @Test
  @Requirement("F20")
  void anAttemptThatTheClockEndedGoesOnAndOneThatWasHandedInDoesNot() {
    long cut = ended(ann, "closed");
    long handedIn = ended(bob, "exam");
    classroom.set(resource, "available_until = now() - interval '10 min'");

    give(ann, Map.of("deadline", "30", "deadline_unit", "minutes"));
    give(bob, Map.of("deadline", "30", "deadline_unit", "minutes"));

    assertEquals(AttemptState.RUNNING, attempt(cut).state());
    assertEquals(Optional.empty(), attempt(cut).endReason());
    assertEquals(AttemptState.ENDED, attempt(handedIn).state());
    assertTrue(annsBrowser.get("/").body().contains("data-action=\"continue\""));
  }

  @Test
  @Requirement("F20")
  void anOldAttemptStaysEndedWhereANewerOneWasBegun() {
    long old = ended(ann, "closed");
    classroom.attempt(resource, ann, 2, "running", Optional.empty());
    classroom.set(resource, "available_until = now() - interval '10 min'");

    give(ann, Map.of("deadline", "30", "deadline_unit", "minutes"));

    assertEquals(AttemptState.ENDED, attempt(old).state());
  }

  @Test
  @Requirement("F20")
  void aClosingMovedInTheSettingsReopensToo() {
    long cut = ended(ann, "closed");
    classroom.set(resource, "available_until = now() - interval '10 min'");

    teacher.get("/settings");
    teacher.post("/settings", Map.of("until", "2090-01-01T00:00"));

    assertEquals(AttemptState.RUNNING, attempt(cut).state());
  }

  @ParameterizedTest
  @CsvSource({
    "amount, 0",
    "amount, many",
    "amount, -5",
    "amount, 100001",
    "deadline, 1000001",
    "attempts, 1001",
    "attempts, ''",
    "person, 0"
  })
  @Requirement("IN16")
  void whatCannotBeReadIsMarkedAndNothingIsSaved(String field, String typed) {
    Map<String, String> form = new HashMap<>(Map.of("person", Long.toString(ann)));
    form.put(field, typed);

    teacher.get("/extra-time/new");
    Answer answer = teacher.post("/extra-time", form);

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("Nothing was saved yet"));
    assertEquals(List.of(), changes());
  }

  @Test
  @Requirement("I25")
  void neitherAForeignStudentNorAForeignChangeCanBeNamed() {
    Classroom elsewhere = new Classroom(WORLD);
    Resource foreign = elsewhere.exam();
    long stranger = WORLD.person(elsewhere.consumer, "Stranger");
    elsewhere.student(stranger);
    Guest foreignTeacher = new Guest(APP.app(), elsewhere.teacher());
    foreignTeacher.get("/extra-time/new");
    foreignTeacher.post("/extra-time", Map.of("attempts", "1", "person", "" + stranger));
    long foreignChange =
        WORLD.db().tx(tx -> new AccessChanges().list(tx, foreign.id())).get(0).id();

    assertEquals(404, give(stranger, Map.of("attempts", "1")).status());
    assertEquals(404, teacher.get("/extra-time/" + foreignChange).status());
    teacher.get("/extra-time/new");
    assertEquals(404, teacher.post("/extra-time/" + foreignChange + "/delete", Map.of()).status());
    assertEquals(
        404,
        teacher
            .post("/extra-time/" + foreignChange, Map.of("attempts", "1", "person", "" + ann))
            .status());
    assertFalse(teacher.get("/extra-time/new").body().contains("Stranger"));
    assertEquals(1, WORLD.db().tx(tx -> new AccessChanges().list(tx, foreign.id())).size());
  }

  @Test
  @Requirement("I23")
  void answersThatCameAfterTheEndAreShownToInstructorAndStudent() {
    long late = ended(ann, "closed");
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into attempt_event (attempt_id, event, details)
                    values (?, 'late', '{"elements": 3, "answers": [0, 2]}'),
                           (?, 'late', '{"elements": 1, "answers": [2]}')
                    """,
                    late,
                    late));

    assertTrue(teacher.get("/").body().contains("2 answers arrived after the end"));
    assertTrue(annsBrowser.get("/").body().contains("2 answers arrived after the end"));
  }

  private Answer give(long person, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("person", Long.toString(person));
    teacher.get("/extra-time/new");
    return teacher.post("/extra-time", all);
  }

  private List<AccessChange> changes() {
    return WORLD.db().tx(tx -> new AccessChanges().list(tx, resource.id()));
  }

  private long ended(long person, String reason) {
    long id = classroom.attempt(resource, person, 1, "ended", Optional.of("0.5"));
    WORLD.db().run(tx -> tx.change("update attempt set end_reason = ? where id = ?", reason, id));
    return id;
  }

  private static Attempt attempt(long id) {
    return WORLD.db().tx(tx -> new Attempts().byId(tx, id));
  }
}
