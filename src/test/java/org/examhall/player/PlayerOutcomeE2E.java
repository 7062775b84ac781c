package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.HashMap;
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

/** What the host decides as content ends a session, and what the next session finds. */
class PlayerOutcomeE2E {
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
    exam = new ExamModel(page, assets).with("durationSeconds", null);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // mastery score, status said, raw, exit, status that the server hears
        "60, -, 60, '', passed",
        "60, -, 59.9, '', failed",
        "60, completed, 80, '', passed",
        "60, completed, 80, suspend, passed",
        "60, completed, -, '', completed",
        "60, incomplete, 80, '', incomplete",
        "60, failed, 80, '', failed",
        "60, -, 80, suspend, not attempted",
        "-, -, 80, '', completed",
        "-, -, -, '', completed",
        "-, completed, 10, '', completed"
      })
  void finishSettlesTheLessonStatus(
      String mastery, String said, String raw, String exit, String status) {
    host("cmi.student_data.mastery_score", mastery);
    exam.publish().call12("LMSInitialize", "");
    set12("cmi.core.lesson_status", said);
    set12("cmi.core.score.raw", raw);
    set12("cmi.core.exit", exit);

    exam.call12("LMSFinish", "");

    assertEquals(status, exam.script("model.get('cmi.core.lesson_status')"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, '', completed",
        "-, suspend, unknown",
        "unknown, normal, completed",
        "incomplete, normal, incomplete"
      })
  void terminateSettlesACompletionThatContentNeverToldOf(
      String said, String exit, String completion) {
    exam.begin();
    if (said != null) {
      exam.set("cmi.completion_status", said);
    }
    exam.set("cmi.exit", exit);

    exam.call("Terminate", "");

    assertEquals(completion, exam.script("model.get('cmi.completion_status')"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0.6, 0.6, -, passed",
        "0.6, 0.59, passed, failed",
        "0.6, -, passed, passed",
        "-, 0.1, passed, passed",
        "-, 0.1, -, unknown"
      })
  void thePassingScoreDecidesAboutSuccess(
      String passing, String scaled, String said, String success) {
    host("cmi.scaled_passing_score", passing);
    exam.begin();
    if (scaled != null) {
      exam.set("cmi.score.scaled", scaled);
    }
    if (said != null) {
      exam.set("cmi.success_status", said);
    }

    Object read = exam.get("cmi.success_status");

    assertEquals(success, read);
  }

  @Test
  void aNumbasExamIsLeftAlone() {
    exam.with("durationSeconds", 3600).begin();

    exam.call("Terminate", "");

    assertEquals(List.of(), exam.batches());
  }

  @Test
  void contentThatBeginsAgainFindsWhatItSaidItself() {
    exam.publish().call12("LMSInitialize", "");
    set12("cmi.core.lesson_location", "2");
    exam.call12("LMSFinish", "");
    Object implied = exam.script("model.get('cmi.core.lesson_status')");

    exam.call12("LMSInitialize", "");

    assertEquals("completed", implied);
    assertEquals("not attempted", exam.call12("LMSGetValue", "cmi.core.lesson_status"));
    assertFalse(exam.batches().toString().endsWith("lesson_status=completed]]"));
  }

  @ParameterizedTest
  @CsvSource({"suspend, resume", "'', ''", "logout, ''", "time-out, ''"})
  void howTheLastSessionEndedShowsInTheEntryOfTheNext(String exit, String entry) {
    exam.publish().call12("LMSInitialize", "");
    set12("cmi.core.lesson_status", "incomplete");
    set12("cmi.core.exit", exit);
    exam.call12("LMSFinish", "");

    nextWindow().publish().call12("LMSInitialize", "");

    assertEquals(entry, exam.call12("LMSGetValue", "cmi.core.entry"));
    assertEquals("incomplete", exam.call12("LMSGetValue", "cmi.core.lesson_status"));
  }

  @Test
  void aSessionThatBrokeOffIsResumed() {
    exam.publish().call12("LMSInitialize", "");
    set12("cmi.core.lesson_status", "incomplete");
    exam.call12("LMSFinish", "");
    exam.call12("LMSInitialize", "");

    nextWindow().publish().call12("LMSInitialize", "");

    assertEquals("resume", exam.call12("LMSGetValue", "cmi.core.entry"));
  }

  @Test
  void timesAddUpOverSessionsAndWindowsInBothNotations() {
    exam.publish().call12("LMSInitialize", "");
    set12("cmi.core.session_time", "0001:00:30.50");
    exam.call12("LMSFinish", "");
    exam.call12("LMSInitialize", "");
    Object second = exam.call12("LMSGetValue", "cmi.core.total_time");
    set12("cmi.core.session_time", "0000:00:20.00");

    nextWindow().publish().call12("LMSInitialize", "");
    exam.call("Initialize", "");

    assertEquals("0001:00:30.50", second);
    assertEquals("0001:00:50.50", exam.call12("LMSGetValue", "cmi.core.total_time"));
    assertEquals("PT1H50.5S", exam.get("cmi.total_time"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H2M3.5S, 3723.5",
    "P1DT1S, 86401",
    "PT90M, 5400",
    "P1M, 2592000",
    "0000:01:02.03, 62.03",
    "12:00:00, 43200",
    "PT, 0",
    "1 hour, 0",
    "'', 0"
  })
  void durationsOfBothStandardsAreUnderstood(String duration, double seconds) {
    Object read =
        page.evaluate(
            "async (d) => (await import('/assets/player/duration.js')).secondsOf(d)", duration);

    assertEquals(seconds, ((Number) read).doubleValue());
  }

  private void set12(String key, String value) {
    if (value != null) {
      exam.call12("LMSSetValue", key, value);
    }
  }

  private void host(String key, String value) {
    exam.with("values", value == null ? Map.of() : Map.of(key, value));
  }

  /** A window opened later, with what the server holds by then. */
  private ExamModel nextWindow() {
    Map<String, Object> values = new HashMap<>();
    for (String element : exam.changes()) {
      values.put(element.substring(0, element.indexOf('=')), after(element));
    }
    exam =
        new ExamModel(page, assets)
            .with("durationSeconds", null)
            .with("entry", "resume")
            .with("values", values);
    return exam;
  }

  private static String after(String element) {
    return element.substring(element.indexOf('=') + 1);
  }
}
