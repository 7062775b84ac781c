package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same calls to our API and to scorm-again, a strict implementation: generic content sees the
 * same answers and error codes, except where ours departs on purpose. The departures are written
 * out here, each with its reason, so that a new one is noticed.
 */
class ScormOracleE2E {
  @RegisterExtension static final Browser browser = new Browser();
  private static final Path ORACLE = Path.of("src/test/frontend/node_modules/scorm-again/dist");

  private static final String COMPARE =
      """
      ([functions, calls]) => {
        const [ours, theirs] = functions;
        const run = (api, prefix) => calls.map(([name, ...values]) => {
          const answer = api[prefix + name](...values);
          return `${String(answer)} ${api[prefix + "GetLastError"]()}`;
        });
        const mine = run(window[ours[0]], ours[1]);
        const oracle = run(theirs[0] === "scorm12" ? oracle12 : oracle2004, theirs[1]);
        return calls.flatMap((call, i) =>
          mine[i] === oracle[i] ? [] : [`${call.join(" ")}: ${mine[i]} | ${oracle[i]}`]);
      }
      """;

  private static PlayerAssets assets;
  private static Page page;

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
  void publish() {
    new ExamModel(page, assets).with("durationSeconds", null).publish();
    page.addScriptTag(new Page.AddScriptTagOptions().setPath(ORACLE.resolve("scorm-again.min.js")));
    page.evaluate(
        """
        () => {
          const learner = { learner_id: "s123", learner_name: "Ann Student" };
          const quiet = { logLevel: 5, autocommit: false, mode: "normal" };
          window.oracle2004 = new Scorm2004API(quiet);
          oracle2004.loadFromJSON({ ...learner, entry: "ab-initio", mode: "normal", credit: "credit" }, "cmi");
          window.oracle12 = new Scorm12API(quiet);
          oracle12.loadFromJSON({ core: { student_id: "s123", student_name: "Ann Student", entry: "ab-initio", lesson_mode: "normal", credit: "credit" } }, "cmi");
        }
        """);
  }

  @Test
  void scorm2004ContentSeesTheSameExceptForWhatRealExamsNeed() {
    List<List<String>> calls =
        List.of(
            List.of("GetValue", "cmi.mode"),
            List.of("SetValue", "cmi.location", "1"),
            List.of("Commit", ""),
            List.of("Terminate", ""),
            List.of("Initialize", ""),
            List.of("GetValue", "cmi.mode"),
            List.of("GetValue", "cmi.learner_name"),
            List.of("GetValue", "cmi.interactions._count"),
            List.of("GetValue", "cmi.score._children"),
            List.of("GetValue", "cmi.success_status"),
            List.of("SetValue", "cmi.learner_id", "x"),
            List.of("SetValue", "cmi.interactions._count", "5"),
            List.of("GetValue", "cmi.session_time"),
            List.of("SetValue", "cmi.interactions.0.id", "a"),
            List.of("SetValue", "cmi.interactions.0.type", "choice"),
            List.of("SetValue", "cmi.interactions.0.learner_response", "b"),
            List.of("GetValue", "cmi.interactions._count"),
            List.of("SetValue", "cmi.score.scaled", "0.5"),
            List.of("GetValue", "cmi.score.scaled"),
            List.of("SetValue", "cmi.completion_status", "completed"),
            List.of("GetValue", "odd"),
            List.of("GetValue", "cmi.suspend_data"),
            List.of("SetValue", "cmi.score.scaled", "0.0064516129032258064"),
            List.of("SetValue", "cmi.interactions.0.staged_answer", "undefined"),
            List.of("SetValue", "cmi.interactions.0.learner_response", "{\"rows\":1}"),
            List.of("GetValue", "numbas.user_role"),
            List.of("Initialize", ""),
            List.of("Commit", ""),
            List.of("Terminate", ""),
            List.of("GetValue", "cmi.mode"),
            List.of("SetValue", "cmi.location", "1"),
            List.of("Commit", ""),
            List.of("Terminate", ""));

    Object differences = compare("API_1484_11", "", calls);

    assertEquals(
        List.of(
            "GetValue cmi.score._children: scaled,raw,min,max 0 | max,raw,scaled,min 0",
            "GetValue cmi.suspend_data:  0 |  403",
            "SetValue cmi.score.scaled 0.0064516129032258064: true 0 | false 406",
            "SetValue cmi.interactions.0.staged_answer undefined: true 0 | false 401",
            "GetValue numbas.user_role:  0 |  401",
            "Initialize : true 0 | false 103"),
        differences);
  }

  @Test
  void scorm12ContentSeesTheSameExceptForSetsAfterFinish() {
    List<List<String>> calls =
        List.of(
            List.of("GetValue", "cmi.core.lesson_status"),
            List.of("SetValue", "cmi.core.lesson_location", "1"),
            List.of("Initialize", ""),
            List.of("GetValue", "cmi.core.lesson_status"),
            List.of("GetValue", "cmi.core.student_name"),
            List.of("GetValue", "cmi.core.score._children"),
            List.of("GetValue", "cmi.objectives._count"),
            List.of("SetValue", "cmi.core.student_id", "x"),
            List.of("SetValue", "cmi.core._children", "x"),
            List.of("GetValue", "cmi.core.exit"),
            List.of("SetValue", "cmi.core.lesson_status", "passed"),
            List.of("SetValue", "cmi.core.score.raw", "80"),
            List.of("SetValue", "cmi.interactions.0.id", "a"),
            List.of("GetValue", "cmi.interactions._count"),
            List.of("GetValue", "cmi.suspend_data"),
            List.of("Commit", ""),
            List.of("Finish", ""),
            List.of("SetValue", "cmi.core.lesson_location", "2"));

    Object differences = compare("API", "LMS", calls);

    assertEquals(List.of("SetValue cmi.core.lesson_location 2: false 301 | true 0"), differences);
  }

  @Test
  void scorm2004CollectionsDescribeThemselvesTheSame() {
    List<List<String>> calls =
        List.of(
            List.of("Initialize", ""),
            List.of("GetValue", ""),
            List.of("SetValue", "", "1"),
            List.of("GetValue", "cmi._children"),
            List.of("GetValue", "cmi.interactions._children"),
            List.of("GetValue", "cmi.interactions._count"),
            List.of("SetValue", "cmi.interactions.0.id", "a"),
            List.of("SetValue", "cmi.interactions.0.type", "choice"),
            List.of("GetValue", "cmi.interactions.0.objectives._count"),
            List.of("GetValue", "cmi.interactions.0.objectives._children"),
            List.of("GetValue", "cmi.interactions.0.correct_responses._children"),
            List.of("SetValue", "cmi.interactions.0.objectives.0.id", "o"),
            List.of("SetValue", "cmi.interactions.0.correct_responses.0.pattern", "a"),
            List.of("GetValue", "cmi.interactions.0.objectives._count"),
            List.of("GetValue", "cmi.interactions.0.correct_responses._count"),
            List.of("SetValue", "cmi.objectives.0.id", "o"),
            List.of("SetValue", "cmi.comments_from_learner.0.comment", "hard"),
            List.of("GetValue", "cmi.comments_from_learner._count"),
            List.of("GetValue", "cmi.comments_from_lms._count"),
            List.of("SetValue", "cmi.comments_from_lms.0.comment", "easy"),
            List.of("GetValue", "adl.data._children"),
            List.of("GetValue", "adl.data._count"),
            List.of("GetValue", "cmi.location._children"),
            List.of("GetValue", "cmi.score._count"),
            List.of("GetValue", "cmi.completion_status"),
            List.of("GetValue", "cmi.exit"),
            List.of("GetValue", "adl.nav.request"),
            List.of("GetValue", "adl.nav.request_valid.continue"),
            List.of("SetValue", "cmi._version", "2"));

    Object differences = compare("API_1484_11", "", calls);

    assertEquals(
        List.of(
            "GetValue cmi.interactions.0.objectives._children: id 0"
                + " | progress_measure,completion_status,success_status,description,score,id 0",
            // Theirs keeps the error of the call before.
            "GetValue cmi.completion_status: unknown 0 | unknown 301"),
        differences);
  }

  @Test
  void scorm12CollectionsDescribeThemselvesTheSame() {
    List<List<String>> calls =
        List.of(
            List.of("Initialize", ""),
            List.of("GetValue", "cmi._children"),
            List.of("GetValue", "cmi._version"),
            List.of("GetValue", "cmi.core._children"),
            List.of("GetValue", "cmi.student_data._children"),
            List.of("GetValue", "cmi.student_preference._children"),
            List.of("GetValue", "cmi.objectives._children"),
            List.of("GetValue", "cmi.interactions._children"),
            List.of("SetValue", "cmi.objectives.0.id", "o"),
            List.of("GetValue", "cmi.objectives._count"),
            List.of("GetValue", "cmi.objectives.0.score._children"),
            List.of("SetValue", "cmi.interactions.0.id", "i"),
            List.of("GetValue", "cmi.interactions.0.objectives._children"),
            List.of("GetValue", "cmi.interactions.0.correct_responses._children"),
            List.of("SetValue", "cmi.interactions.0.objectives.0.id", "o"),
            List.of("GetValue", "cmi.interactions.0.objectives._count"),
            List.of("GetValue", "cmi.interactions.0.correct_responses._count"),
            List.of("GetValue", "cmi.core._count"),
            List.of("GetValue", "cmi.core.student_id._children"),
            List.of("SetValue", "cmi.objectives._count", "2"),
            List.of("SetValue", "cmi._version", "2"),
            List.of("SetValue", "cmi.launch_data", "x"),
            List.of("GetValue", "cmi.comments"),
            List.of("SetValue", "cmi.comments", "hard"),
            List.of("SetValue", "cmi.comments_from_lms", "easy"));

    Object differences = compare("API", "LMS", calls);

    assertEquals(
        List.of("GetValue cmi.interactions.0.objectives._children: id 0 | id,score,status 0"),
        differences);
  }

  private static Object compare(String api, String prefix, List<List<String>> calls) {
    String oracle = prefix.isEmpty() ? "scorm2004" : "scorm12";
    String theirPrefix = prefix.isEmpty() ? "" : "LMS";
    return page.evaluate(
        COMPARE, List.of(List.of(List.of(api, prefix), List.of(oracle, theirPrefix)), calls));
  }
}
