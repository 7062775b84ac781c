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
import org.junit.jupiter.params.provider.ValueSource;

/** What SCORM 1.2 content needs of its API. */
class PlayerApi12E2E {
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

  @Test
  void initializeLeavesErrorZero() {
    exam.publish();

    Object answer = exam.call12("LMSInitialize", "");

    assertEquals("true", answer);
    assertEquals("0", exam.call12("LMSGetLastError"));
  }

  @ParameterizedTest
  @CsvSource({
    "cmi.core.lesson_status, not attempted",
    "cmi.core.entry, ab-initio",
    "cmi.core.lesson_mode, normal",
    "cmi.core.credit, credit",
    "cmi.core.student_id, s123",
    "cmi.core.student_name, Ann Student",
    "cmi.core.total_time, 0000:00:00.00",
    "cmi.core.score._children, 'raw,min,max'",
    "cmi.objectives._count, 0",
    "cmi._version, 3.4",
    "cmi.suspend_data, ''"
  })
  void whatContentReadsFirstIsThere(String key, String value) {
    begin();

    Object read = exam.call12("LMSGetValue", key);

    assertEquals(value, read);
    assertEquals("0", exam.call12("LMSGetLastError"));
  }

  @Test
  void theUsualWritesAreTakenAsTheyAre() {
    begin();

    exam.call12("LMSSetValue", "cmi.core.lesson_status", "passed");
    exam.call12("LMSSetValue", "cmi.core.score.raw", "87.5");
    exam.call12("LMSSetValue", "cmi.core.session_time", "0000:12:30.00");
    exam.call12("LMSSetValue", "cmi.interactions.0.student_response", "b");

    assertEquals(
        List.of(
            "cmi.core.lesson_status=passed",
            "cmi.core.score.raw=87.5",
            "cmi.core.session_time=0000:12:30.00",
            "cmi.interactions.0.student_response=b"),
        exam.changes());
    assertEquals("1", exam.call12("LMSGetValue", "cmi.interactions._count"));
  }

  @Test
  void contentResumesWithWhatItStored() {
    exam.with("entry", "resume")
        .with(
            "values", Map.of("cmi.core.lesson_status", "completed", "cmi.suspend_data", "page=4"));

    begin();

    assertEquals("resume", exam.call12("LMSGetValue", "cmi.core.entry"));
    assertEquals("completed", exam.call12("LMSGetValue", "cmi.core.lesson_status"));
    assertEquals("page=4", exam.call12("LMSGetValue", "cmi.suspend_data"));
  }

  @Test
  void contentThatFinishesAndStartsAgainOnItsNextPageGoesOn() {
    begin();
    exam.call12("LMSSetValue", "cmi.core.lesson_location", "2");
    exam.call12("LMSSetValue", "cmi.core.exit", "suspend");
    exam.call12("LMSFinish", "");

    Object answer = exam.call12("LMSInitialize", "");

    assertEquals("true", answer);
    assertEquals("resume", exam.call12("LMSGetValue", "cmi.core.entry"));
    assertEquals("2", exam.call12("LMSGetValue", "cmi.core.lesson_location"));
  }

  @Test
  void whatContentSetsWhileItsFrameIsReplacedArrives() {
    exam.publish();
    exam.script(
        """
        async () => {
          const frame = document.createElement("iframe");
          document.body.append(frame);
          await new Promise((loaded) => { frame.onload = loaded; frame.src = "/blank"; });
          frame.contentWindow.eval(`
            parent.API.LMSInitialize("");
            addEventListener("unload", () => {
              parent.API.LMSSetValue("cmi.core.session_time", "0000:01:00.00");
              parent.API.LMSFinish("");
            })`);
          await new Promise((loaded) => { frame.onload = loaded; frame.src = "/blank?next"; });
        }
        """);

    List<List<String>> batches = exam.batches();

    assertEquals(
        List.of(
            List.of(
                "cmi.core.session_time=0000:01:00.00",
                "cmi.core.lesson_status=completed",
                "player.next_entry=none")),
        batches);
    assertEquals(List.of("initialized", "terminated"), exam.script("events"));
  }

  @Test
  void callsOutsideASessionSayNotInitialized() {
    exam.publish();

    Object before = exam.call12("LMSGetValue", "cmi.core.entry");
    Object codeBefore = exam.call12("LMSGetLastError");
    exam.call12("LMSInitialize", "");
    exam.call12("LMSFinish", "");
    Object after = exam.call12("LMSSetValue", "cmi.core.lesson_location", "1");
    Object codeAfter = exam.call12("LMSGetLastError");

    assertEquals("", before);
    assertEquals("301", codeBefore);
    assertEquals("false", after);
    assertEquals("301", codeAfter);
    assertEquals("Not initialized", exam.call12("LMSGetErrorString", "301"));
  }

  @ParameterizedTest
  @CsvSource({
    "cmi.core.student_id, 403",
    "cmi.core.total_time, 403",
    "cmi.student_data.mastery_score, 403",
    "cmi.core._children, 402",
    "cmi.objectives._count, 402",
    "nonsense, 401"
  })
  void whatIsNotForContentToSetIsRefused(String key, String code) {
    begin();

    Object answer = exam.call12("LMSSetValue", key, "1");

    assertEquals("false", answer);
    assertEquals(code, exam.call12("LMSGetLastError"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmi.core.exit", "cmi.core.session_time"})
  void writeOnlyValuesAreNotRead(String key) {
    begin();

    Object value = exam.call12("LMSGetValue", key);

    assertEquals("", value);
    assertEquals("404", exam.call12("LMSGetLastError"));
  }

  private void begin() {
    exam.publish().call12("LMSInitialize", "");
  }
}
