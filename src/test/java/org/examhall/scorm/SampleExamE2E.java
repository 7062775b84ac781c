package org.examhall.scorm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sample exam speaks to its host as the recorded exams did, and keeps what it is told. */
class SampleExamE2E {
  @RegisterExtension static final Browser browser = new Browser();
  @TempDir private static Path packages;
  private static SampleHost host;
  private Page page;

  @BeforeAll
  static void serve() throws IOException {
    host = new SampleHost(Path.of("target/samples/numbas-like.zip"), packages);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void newPage() {
    page = browser.page();
  }

  @Test
  void aNewAttemptIsToldInTheOrderOfRealExams() throws IOException {
    FrameLocator exam = host.open(page, student());

    action(exam, "begin").waitFor();

    assertEquals(recorded("load"), families(SampleHost.calls(page)));
  }

  @Test
  void aSubmittedPartIsToldInTheOrderOfRealExams() throws IOException {
    FrameLocator exam = begin();
    exam.locator("[data-answer=q0p1]").fill("6");
    page.evaluate("calls.length = 0");

    submit(exam, "q0p1");

    assertThat(feedback(exam, "q0p1")).hasAttribute("data-state", "wrong");
    assertEquals(recorded("submit p0"), families(SampleHost.calls(page)));
  }

  @Test
  void answersOfEveryKindAreMarked() {
    FrameLocator exam = begin();

    answer(exam, "q0p1", "6,25");
    go(exam, 1);
    exam.locator("[data-answer=q1p0g0]").fill("2");
    exam.locator("[data-answer=q1p0g1]").fill("3");
    exam.locator("[data-answer=q1p0g2]").selectOption("1");
    submit(exam, "q1p0");
    assertThat(feedback(exam, "q1p0")).hasAttribute("data-state", "partly");
    go(exam, 2);
    answer(exam, "q2p0", "1 + 2x + x²");
    answer(exam, "q2p1", "The Distributive Law");
    answerGeneralKnowledge(exam);

    assertThat(exam.locator("[data-score=exam]")).hasAttribute("data-value", "13");
    assertEquals("13", SampleHost.value(page, "cmi.score.raw"));
    assertEquals("0.8125", SampleHost.value(page, "cmi.score.scaled"));
  }

  @Test
  void aReloadedExamGoesOnWithEverythingThatWasThere() {
    FrameLocator exam = begin();
    answer(exam, "q0p1", "6.25");
    exam.locator("[data-answer=q0p0]").fill("123");
    go(exam, 1);

    reopenAs("resume", "normal");
    action(exam, "resume").click();

    assertThat(exam.locator("[data-question='1'][data-source]")).isVisible();
    go(exam, 0);
    assertThat(exam.locator("[data-answer=q0p0]")).hasValue("123");
    assertThat(exam.locator("[data-answer=q0p1]")).hasValue("6.25");
    assertThat(feedback(exam, "q0p1")).hasAttribute("data-state", "correct");
    assertEquals("1", SampleHost.value(page, "cmi.score.raw"));
  }

  @Test
  void anEndedExamIsHandedInAndShownInReview() {
    FrameLocator exam = begin();
    answer(exam, "q0p1", "6.25");

    action(exam, "end").click();
    action(exam, "confirm-end").click();

    assertThat(exam.locator("[data-result=exam]")).hasAttribute("data-score", "1");
    assertEquals("completed", SampleHost.value(page, "cmi.completion_status"));
    assertEquals("failed", SampleHost.value(page, "cmi.success_status"));
    assertEquals("Terminate ", last(SampleHost.calls(page)));

    reopenAs("resume", "review");
    action(exam, "go").last().click();

    assertThat(exam.locator("[data-answer=q0p1]")).isDisabled();
    assertThat(exam.locator("[data-correct=q0p1]")).containsText("6.2");
  }

  @Test
  void onlyTheWordFalseForbidsToReveal() {
    FrameLocator exam = begin();

    page.evaluate("set('numbas.review_allowed', 'false')");
    reopenAs("resume", "review");
    action(exam, "go").last().click();

    assertThat(exam.locator("[data-correct]")).hasCount(0);
  }

  @Test
  void moreTimeArrivesWhileTheExamRuns() {
    FrameLocator exam = begin();
    assertThat(exam.locator("[data-timer]")).containsText("30:00");

    page.evaluate(
        """
        () => {
          set("numbas.duration_extension.amount", "50");
          set("numbas.duration_extension.units", "percent");
          document.querySelector("iframe").contentWindow
            .postMessage({"numbas change": "exam duration extension"}, "*");
        }
        """);

    assertThat(exam.locator("#notice")).containsText("time for this exam has changed");
    assertThat(exam.locator("[data-timer]")).containsText("44:");
  }

  @Test
  void theExamEndsItselfWhenTheTimeIsUp() {
    Map<String, String> values = student();
    values.put("numbas.duration_extension.amount", "-29.97");
    values.put("numbas.duration_extension.units", "minutes");
    FrameLocator exam = host.open(page, values);

    action(exam, "begin").click();

    assertThat(exam.locator("main")).hasAttribute("data-screen", "results");
    assertEquals("completed", SampleHost.value(page, "cmi.completion_status"));
  }

  private FrameLocator begin() {
    FrameLocator exam = host.open(page, student());
    action(exam, "begin").click();
    return exam;
  }

  private void reopenAs(String entry, String mode) {
    page.evaluate(
        "([e, m]) => { set('cmi.entry', e); set('cmi.mode', m);"
            + " sessionStorage.setItem('values', JSON.stringify(values)); }",
        List.of(entry, mode));
    page.reload();
  }

  private static Map<String, String> student() {
    Map<String, String> values = new TreeMap<>();
    values.put("cmi.entry", "ab-initio");
    values.put("cmi.mode", "normal");
    values.put("cmi.completion_status", "not attempted");
    values.put("cmi.learner_id", "s123");
    values.put("cmi.learner_name", "Ann Student");
    values.put("numbas.user_role", "student");
    values.put("numbas.initial_seed", "7");
    return values;
  }

  private static void answerGeneralKnowledge(FrameLocator exam) {
    for (int n = 3; n < 6; n++) {
      go(exam, n);
      String source = exam.locator("[data-source]").getAttribute("data-source");
      Locator answers = exam.locator("[data-answer]");
      switch (source) {
        case "1.0" -> exam.locator("[data-answer][value='2']").check();
        case "1.1" -> {
          exam.locator("[data-answer][value='0']").check();
          exam.locator("[data-answer][value='1']").check();
        }
        case "1.2" -> answers.fill("pacific");
        default -> {
          answers.nth(0).fill("0");
          answers.nth(1).fill("100");
        }
      }
      submit(exam, "q" + n + "p0");
    }
  }

  private static void answer(FrameLocator exam, String part, String text) {
    exam.locator("[data-answer=" + part + "]").fill(text);
    submit(exam, part);
  }

  private static void submit(FrameLocator exam, String part) {
    exam.locator("[data-action=submit][data-part=" + part + "]").click();
  }

  private static void go(FrameLocator exam, int question) {
    exam.locator("nav [data-question='" + question + "']").click();
  }

  private static Locator action(FrameLocator exam, String action) {
    return exam.locator("[data-action=" + action + "]");
  }

  private static Locator feedback(FrameLocator exam, String part) {
    return exam.locator("[data-feedback=" + part + "]");
  }

  private static String last(List<String> calls) {
    return calls.get(calls.size() - 1);
  }

  /** The kinds of calls in the order in which each was first made, numbers left out. */
  private static List<String> families(List<String> calls) {
    return calls.stream().map(call -> call.replaceAll("\\.\\d+", ".n").strip()).distinct().toList();
  }

  /** The same of a phase of a recorded exam. */
  private static List<String> recorded(String phase) throws IOException {
    String trace = "/traces/v10-parts-1-first-session.json.gz";
    try (InputStream in = new GZIPInputStream(SampleExamE2E.class.getResourceAsStream(trace))) {
      List<String> calls = new ArrayList<>();
      boolean inside = false;
      for (JsonNode call : new ObjectMapper().readTree(in).get("calls")) {
        if (call.has("phase")) {
          if (inside) {
            break;
          }
          inside = call.get("phase").asText().startsWith(phase);
        } else if (inside) {
          calls.add(call.get("m").asText() + " " + call.path("args").path(0).asText());
        }
      }
      return families(calls);
    }
  }
}
