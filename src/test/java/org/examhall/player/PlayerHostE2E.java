package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the host tells the exam, and when it takes nothing more: review, extensions, the end. */
class PlayerHostE2E {
  @RegisterExtension static final Browser browser = new Browser();
  private static PlayerAssets assets;
  private static Page page;
  private ExamModel exam;

  @BeforeAll
  static void serve() throws IOException {
    assets = new PlayerAssets();
    page = browser.page();
  }

  @AfterAll
  static void stop() {
    assets.close();
  }

  @BeforeEach
  void blank() {
    exam = new ExamModel(page, assets);
  }

  @Test
  void reviewReadsEverythingAndRefusesSetsSilently() {
    exam.with("mode", "review")
        .with("entry", "resume")
        .with("values", Map.of("cmi.suspend_data", "{}", "cmi.completion_status", "completed"));
    exam.begin();

    Object answer = exam.set("cmi.score.raw", "100");

    assertEquals("true", answer);
    assertEquals("0", exam.error());
    assertEquals("", exam.get("cmi.score.raw"));
    assertEquals("review", exam.get("cmi.mode"));
    assertEquals("completed", exam.get("cmi.completion_status"));
    assertEquals(List.of(), exam.batches());
  }

  @ParameterizedTest
  @CsvSource({"false, false", "False, false", "true, true"})
  void revealingIsBlockedByTheExactTextFalseOnly(String told, String heard) {
    exam.with("values", Map.of("numbas.review_allowed", told));

    exam.begin();

    assertEquals(heard, exam.get("numbas.review_allowed"));
  }

  @Test
  void aBooleanFromTheServerStillBlocksRevealing() {
    exam.with("values", Map.of("numbas.review_allowed", false));

    exam.begin();

    assertEquals("false", exam.get("numbas.review_allowed"));
  }

  @Test
  void theHostTellsWhoTheLearnerIsAndWhichSeedToUse() {
    exam.with("values", Map.of("numbas.user_role", "student", "numbas.initial_seed", "k2"));

    exam.begin();

    assertEquals("student", exam.get("numbas.user_role"));
    assertEquals("k2", exam.get("numbas.initial_seed"));
    assertEquals("s123", exam.get("cmi.learner_id"));
    assertEquals("Ann Student", exam.get("cmi.learner_name"));
    assertEquals("credit", exam.get("cmi.credit"));
    assertEquals("not attempted", exam.get("cmi.completion_status"));
    assertEquals("normal", exam.get("cmi.mode"));
  }

  @Test
  void anExtensionIsToldInTheExamsOwnUnits() {
    exam.with("times", times(30, "minutes", false));

    exam.begin();

    assertEquals("30", exam.get("numbas.duration_extension.amount"));
    assertEquals("minutes", exam.get("numbas.duration_extension.units"));
    assertEquals("", exam.get("numbas.disable_duration"));
  }

  @Test
  void anUntimedExamIsNeverToldOfAnExtension() {
    exam.with("durationSeconds", 0).with("times", times(30, "minutes", false));

    exam.begin();

    assertEquals("", exam.get("numbas.duration_extension.amount"));
    assertEquals("", exam.get("numbas.duration_extension.units"));
  }

  @Test
  void anExtensionGivenDuringTheExamIsThereWhenTheExamLooksAgain() {
    exam.with("times", times(10, "percent", false)).begin();

    Object changed =
        exam.script(
            "model.setTimes({durationExtension: {amount: 25, units: 'percent'}, disableDuration: true})");
    Object again =
        exam.script(
            "model.setTimes({durationExtension: {amount: 25, units: 'percent'}, disableDuration: true})");

    assertEquals(true, changed);
    assertEquals(false, again);
    assertEquals("25", exam.get("numbas.duration_extension.amount"));
    assertEquals("true", exam.get("numbas.disable_duration"));
  }

  @Test
  void aReopenedAttemptIsNotToldThatItIsCompleted() {
    exam.with("entry", "resume")
        .with("values", Map.of("cmi.suspend_data", "{}", "cmi.completion_status", "completed"));
    exam.begin();

    Object status = exam.get("cmi.completion_status");
    exam.set("cmi.completion_status", "incomplete");

    assertEquals("not attempted", status);
    assertEquals(List.of(List.of("cmi.completion_status=incomplete")), exam.batches());
  }

  @Test
  void afterTheHostEndedTheExamItsSetsAreDropped() {
    exam.begin();
    exam.script("model.close()");

    Object answer = exam.set("cmi.score.raw", "5");
    Object committed = exam.call("Commit", "");

    assertEquals("true", answer);
    assertEquals("true", committed);
    assertEquals(List.of(), exam.batches());
  }

  private static Map<String, Object> times(int amount, String units, boolean disabled) {
    return Map.of(
        "durationExtension", Map.of("amount", amount, "units", units), "disableDuration", disabled);
  }
}
