package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded sessions of real Numbas exams, call by call through the real API: nothing is refused,
 * each answer is the recorded one, and what was sent adds up to the recorded data model.
 */
class TraceReplayE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final String REPLAY =
      """
      (calls) => {
        const differences = [];
        for (const call of calls) {
          if (call.phase === "duration extension message") {
            model.setTimes({ durationExtension: { amount: 30, units: "minutes" }, disableDuration: false });
          }
          if (call.m) {
            const args = call.args.map((value) => value ?? undefined);
            const answer = API_1484_11[call.m](...args);
            if (answer !== call.r) {
              differences.push(`${call.m}(${call.args}): recorded ${call.r}, answered ${answer}`);
            }
          }
        }
        return differences;
      }
      """;

  /** The start values with every batch applied, as a server would; the host's keys as told. */
  private static final String DATA =
      """
      ([start, recorded]) => {
        batcher.flush();
        const data = { ...start };
        batches.flat().forEach(({ k, v }) => (data[k] = v));
        recorded
          .filter((key) => isHostKey(key) || key.endsWith("._count"))
          .forEach((key) => (data[key] = model.get(key)));
        return data;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v10-parts-1-first-session",
        "v10-parts-2-resume-and-end",
        "v10-parts-api-resume",
        "v10-silent-full",
        "v10-tiny-api-full",
        "v10-tiny-api-resume",
        "v7.3-random-api-full",
        "v7.3-random-api-resume"
      })
  void aRecordedSessionGetsItsRecordedAnswersAndLeavesItsData(String name) throws IOException {
    Trace trace = Trace.load(name);
    Map<String, String> start = trace.startValues();

    List<String> differences = replay(trace, start);

    assertEquals(List.of(), differences);
    assertEquals(List.of(), differences(trace.finalData(), dataAfter(trace, start)));
  }

  @Test
  void theSecondSittingBeginsWithWhatTheFirstOneLeft() throws IOException {
    Trace first = Trace.load("v10-parts-1-first-session");
    Trace second = Trace.load("v10-parts-2-resume-and-end");
    Map<String, String> between = new TreeMap<>(first.finalData());
    between.keySet().removeIf(key -> key.endsWith("._count"));

    List<String> differences = replay(second, between);

    assertEquals(List.of(), differences);
    assertEquals(List.of(), differences(second.finalData(), dataAfter(second, between)));
  }

  @SuppressWarnings("unchecked")
  private static List<String> replay(Trace trace, Map<String, String> start) throws IOException {
    new ExamModel(page, assets)
        .with("entry", trace.firstAnswer("cmi.entry"))
        .with("values", start)
        .publish();
    return (List<String>) page.evaluate(REPLAY, trace.plainCalls());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> dataAfter(Trace trace, Map<String, String> start) {
    boolean resumed = trace.firstAnswer("cmi.entry").equals("resume");
    Map<String, String> before = resumed ? start : Map.of();
    List<String> recorded = List.copyOf(trace.finalData().keySet());
    return (Map<String, String>) page.evaluate(DATA, List.of(before, recorded));
  }

  private static List<String> differences(Map<String, String> recorded, Map<String, String> ours) {
    var keys = new TreeSet<>(recorded.keySet());
    keys.addAll(ours.keySet());
    var differences = new ArrayList<String>();
    for (String key : keys) {
      String before = recorded.getOrDefault(key, "");
      String after = ours.getOrDefault(key, "");
      if (!before.equals(after)) {
        differences.add(key + ": recorded " + before + ", ours " + after);
      }
    }
    return differences;
  }
}
