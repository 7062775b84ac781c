package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.params.provider.ValueSource;

/** What exams need of the SCORM 2004 API, each measured trap of real packages as a test. */
class PlayerApiE2E {
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
  void initializeLeavesErrorZero() {
    exam.publish();

    Object answer = exam.call("Initialize", "");

    assertEquals("true", answer);
    assertEquals("0", exam.error());
  }

  @Test
  void anExamInANestedFrameFindsTheApiOnItsParent() {
    exam.publish();

    Object answer =
        exam.script(
            """
            async () => {
              const frame = document.createElement("iframe");
              frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
              document.body.append(frame);
              await new Promise((loaded) => { frame.onload = loaded; frame.src = "/blank"; });
              return frame.contentWindow.eval(
                "let w = window; while (!w.API_1484_11 && w.parent !== w) w = w.parent; w.API_1484_11.Initialize('')");
            }
            """);

    assertEquals("true", answer);
  }

  @Test
  void aSecondInitializeIsAcceptedAndResumesWithAllData() {
    exam.begin();
    exam.set("cmi.suspend_data", "{\"start\":1}");
    exam.set("cmi.interactions.0.id", "q0p0");

    Object answer = exam.call("Initialize", "");

    assertEquals("true", answer);
    assertEquals("0", exam.error());
    assertEquals("resume", exam.get("cmi.entry"));
    assertEquals("{\"start\":1}", exam.get("cmi.suspend_data"));
    assertEquals("1", exam.get("cmi.interactions._count"));
  }

  @Test
  void initializeAfterTerminateIsAcceptedToo() {
    exam.begin();
    exam.set("cmi.suspend_data", "{}");
    exam.call("Terminate", "");

    Object answer = exam.call("Initialize", "");

    assertEquals("true", answer);
    assertEquals("resume", exam.get("cmi.entry"));
  }

  @Test
  void anExamReloadedBeforeItStoredAnythingToResumeBeginsAfresh() {
    exam.begin();
    exam.set("cmi.objectives.0.id", "q0");

    exam.call("Initialize", "");

    assertEquals("ab-initio", exam.get("cmi.entry"));
    assertEquals("0", exam.get("cmi.objectives._count"));
    List<List<String>> batches = exam.batches(); // q0 itself may be on its way already
    assertEquals(List.of("cmi.objectives.0.id="), batches.get(batches.size() - 1));
  }

  @Test
  void abInitioWipesWhatTheServerStillHeld() {
    exam.with("values", Map.of("cmi.interactions.5.id", "q1p0", "cmi.location", "3"));

    exam.begin();

    assertEquals("ab-initio", exam.get("cmi.entry"));
    assertEquals("0", exam.get("cmi.interactions._count"));
    assertEquals("", exam.get("cmi.location"));
  }

  @Test
  void resumeCountsWhatIsThereNestedOnesToo() {
    var values = new HashMap<String, Object>();
    values.put("cmi.suspend_data", "{}");
    values.put("cmi.interactions.20.id", "q4p1");
    values.put("cmi.interactions.20.objectives.0.id", "q4");
    values.put("cmi.interactions.20.correct_responses.1.pattern", "2");
    values.put("cmi.interactions.21.id", "");
    exam.with("entry", "resume").with("values", values);

    exam.begin();

    assertEquals("21", exam.get("cmi.interactions._count"));
    assertEquals("1", exam.get("cmi.interactions.20.objectives._count"));
    assertEquals("2", exam.get("cmi.interactions.20.correct_responses._count"));
    assertEquals("0", exam.get("cmi.interactions.3.objectives._count"));
    assertEquals("0", exam.get("cmi.objectives._count"));
  }

  @Test
  void countsGrowWithTheFirstValueOfEachMember() {
    exam.begin();

    exam.set("cmi.interactions.0.id", "q0p0");
    exam.set("cmi.interactions.1.id", "q0p1");
    exam.set("cmi.interactions.1.objectives.0.id", "q0");
    exam.set("cmi.comments_from_learner.0.comment", "hard");

    assertEquals("2", exam.get("cmi.interactions._count"));
    assertEquals("1", exam.get("cmi.interactions.1.objectives._count"));
    assertEquals("1", exam.get("cmi.comments_from_learner._count"));
  }

  @Test
  void commitAnswersTrueAtOnce() {
    exam.begin();
    exam.set("cmi.location", "1");

    Object answer = exam.call("Commit", "");

    assertEquals("true", answer);
    assertEquals("0", exam.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmi.suspend_data",
        "cmi.interactions.7.staged_answer",
        "cmi.never.heard.of",
        "numbas.initial_seed",
        "numbas.something_new",
        "x.reason",
        "adl.data.0.store"
      })
  void whatWasNeverSetIsEmptyWithoutError(String key) {
    exam.begin();

    Object value = exam.get(key);

    assertEquals("", value);
    assertEquals("0", exam.error());
  }

  @ParameterizedTest
  @CsvSource({
    "undefined, undefined",
    "null, null",
    "12, 12",
    "0.1+0.2, 0.30000000000000004",
    "1e-7, 1e-7",
    "-0.5, -0.5",
    "true, true",
    "false, false",
    "NaN, NaN",
    "'[1,2]', '1,2'"
  })
  void anyValueBecomesText(String expression, String text) {
    exam.begin();

    Object answer =
        exam.script("API_1484_11.SetValue('cmi.interactions.0.staged_answer', " + expression + ")");

    assertEquals("true", answer);
    assertEquals(text, exam.get("cmi.interactions.0.staged_answer"));
    assertEquals(List.of(List.of("cmi.interactions.0.staged_answer=" + text)), exam.batches());
  }

  @Test
  void theTextUndefinedLoadsBack() {
    exam.with("entry", "resume")
        .with(
            "values",
            Map.of("cmi.suspend_data", "{}", "cmi.interactions.0.staged_answer", "undefined"));

    exam.begin();

    assertEquals("undefined", exam.get("cmi.interactions.0.staged_answer"));
  }

  @ParameterizedTest
  @CsvSource({
    "cmi.score.scaled, 0.0064516129032258064",
    "cmi.score.scaled, -0.25",
    "cmi.score.scaled, 1.2",
    "cmi.score.raw, 1e-7",
    "cmi.interactions.0.result, 2.5",
    "cmi.interactions.0.type, anything",
    "cmi.success_status, ''",
    "cmi.interactions.0.learner_response, '{\"rows\":1,\"matrix\":[[\"1\"]]}'"
  })
  void valuesThatStrictImplementationsRefuseAreKept(String key, String value) {
    exam.begin();

    Object answer = exam.set(key, value);

    assertEquals("true", answer);
    assertEquals("0", exam.error());
    assertEquals(value, exam.get(key));
  }

  @Test
  void suspendDataMayBeLongerThanTheStandardSays() {
    exam.begin();

    Object answer = exam.script("API_1484_11.SetValue('cmi.suspend_data', 'é'.repeat(300000))");

    assertEquals("true", answer);
    assertEquals(300_000, exam.script("API_1484_11.GetValue('cmi.suspend_data').length"));
    exam.batches();
    assertEquals(List.of(), exam.script("events.filter((event) => event.startsWith('large'))"));
  }

  @Test
  void whatNoDatabaseStoresIsReplacedVisibly() {
    exam.begin();

    exam.script("API_1484_11.SetValue('cmi.location', 'a\\0b\\ud83dc\\ud83d\\ude00')");

    assertEquals("a\uFFFDb\uFFFDc😀", exam.get("cmi.location"));
  }

  @Test
  void anUnchangedValueIsNotSentAgain() {
    exam.with("entry", "resume")
        .with("values", Map.of("cmi.suspend_data", "{}", "cmi.score.raw", "12"));
    exam.begin();

    exam.set("cmi.score.raw", "12");
    exam.script("API_1484_11.SetValue('cmi.score.raw', 12)");
    exam.set("cmi.suspend_data", "{}");

    assertEquals(List.of(), exam.batches());
  }

  @Test
  void aKeySetSeveralTimesAtOnceIsSentOnceWithItsLastValue() {
    exam.begin();

    exam.script(
        """
        for (const value of ["1", "2", "3"]) {
          API_1484_11.SetValue("cmi.suspend_data", value);
          API_1484_11.SetValue("cmi.interactions.0.learner_response", "a" + value);
        }
        """);

    assertEquals(
        List.of(List.of("cmi.suspend_data=3", "cmi.interactions.0.learner_response=a3")),
        exam.batches());
  }

  @Test
  void whatIsSetWithinFiftyMillisecondsTravelsTogetherWithoutACommit() {
    exam.begin();

    exam.script(
        """
        API_1484_11.SetValue("cmi.score.raw", "3");
        API_1484_11.SetValue("cmi.suspend_data", "{}");
        """);
    Object batches =
        exam.script(
            """
            async () => {
              while (batches.length === 0) {
                await new Promise((resolve) => setTimeout(resolve, 5));
              }
              return batches.map((els) => els.length);
            }
            """);

    assertEquals(List.of(2), batches);
  }
}
