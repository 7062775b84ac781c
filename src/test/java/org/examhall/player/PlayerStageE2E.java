package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The watch over the exam's frame: exams that never start, or that cannot go on. */
class PlayerStageE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final String SHOW =
      """
      async (numbas) => {
        const { Stage } = await import("/assets/player/stage.js");
        window.troubles = [];
        window.stage = new Stage(document.body, { launch: "/blank", title: "Algebra", numbas }, (trouble) => {
          if (trouble !== (troubles.at(-1) ?? null)) troubles.push(trouble);
        });
        await new Promise((loaded) => (document.getElementById("player").onload = loaded));
      }
      """;

  private static PlayerAssets assets;

  @BeforeAll
  static void serve() throws IOException {
    assets = new PlayerAssets();
  }

  @AfterAll
  static void stop() {
    assets.close();
  }

  @Test
  void anExamThatNeverCallsInitializeIsNoticedAfterTwentySeconds() {
    Page page = show(true);

    page.clock().runFor(19_000);
    Object before = page.evaluate("troubles");
    page.clock().runFor(1_500);

    assertEquals(List.of(), before);
    assertEquals(List.of("notStarted"), page.evaluate("troubles"));
  }

  @Test
  void anExamThatStartsAfterAllTakesTheMessageAway() {
    Page page = show(true);
    page.clock().runFor(21_000);

    page.evaluate("stage.started(false)");
    page.clock().runFor(60_000);

    assertEquals("[\"notStarted\",null]", page.evaluate("JSON.stringify(troubles)"));
  }

  @Test
  void aNumbasExamThatResumesButNeverAsksWhereTheStudentWasCannotResume() {
    Page page = show(true);

    page.evaluate("stage.started(true); stage.read('cmi.suspend_data')");
    page.clock().runFor(21_000);

    assertEquals(List.of("cannotResume"), page.evaluate("troubles"));
  }

  @Test
  void anExamThatAsksWhereTheStudentWasIsFine() {
    Page page = show(true);

    page.evaluate("stage.started(true); stage.read('cmi.location')");
    page.clock().runFor(60_000);

    assertEquals(List.of(), page.evaluate("troubles"));
  }

  @Test
  void aNumbasExamThatSaysThatItHasFailedIsHeard() {
    Page page = show(true);

    page.evaluate("stage.started(true); stage.read('cmi.location')");
    page.frames().get(1).evaluate("document.body.innerHTML = '<p id=die hidden>Failed'");
    page.clock().runFor(2_000);
    Object hidden = page.evaluate("troubles");
    page.frames().get(1).evaluate("document.getElementById('die').hidden = false");
    page.clock().runFor(5_000);

    assertEquals(List.of(), hidden);
    assertEquals(List.of("cannotResume"), page.evaluate("troubles"));
  }

  @Test
  void otherContentIsJudgedByItsScriptErrorsOnly() {
    Page page = show(false);

    page.evaluate("stage.started(true)");
    page.clock().runFor(21_000);
    Object quiet = page.evaluate("troubles");
    page.evaluate("stage.started(true)");
    page.frames().get(1).evaluate("() => queueMicrotask(() => { throw new Error('broken'); })");
    page.clock().runFor(21_000);

    assertEquals(List.of(), quiet);
    assertEquals(List.of("cannotResume"), page.evaluate("troubles"));
  }

  @Test
  void theExamIsToldOfAnExtensionAndHasTheFrameItNeeds() {
    Page page = show(true);

    Object frame =
        page.evaluate(
            "['sandbox', 'title'].map((name) => document.getElementById('player').getAttribute(name))");
    page.frames()
        .get(1)
        .evaluate("() => { addEventListener('message', (e) => (window.heard = e.data)); }");
    page.evaluate("stage.tellExtension()");
    page.frames().get(1).waitForFunction("() => window.heard");

    assertEquals(
        List.of(
            "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads",
            "Exam: Algebra"),
        frame);
    assertEquals(
        "{\"numbas change\":\"exam duration extension\"}",
        page.frames().get(1).evaluate("JSON.stringify(heard)"));
  }

  @Test
  void theExamsOwnQuestionIsTakenAwayBeforeItsFrameIsLeft() {
    Page page = show(true);
    page.frames().get(1).evaluate("() => { window.onbeforeunload = () => 'Stay?'; }");

    page.evaluate("stage.release()");

    assertEquals(true, page.frames().get(1).evaluate("window.onbeforeunload === null"));
  }

  private static Page show(boolean numbas) {
    Page page = browser.page();
    page.clock().install();
    page.navigate(assets.blankPage());
    page.evaluate(SHOW, numbas);
    return page;
  }
}
