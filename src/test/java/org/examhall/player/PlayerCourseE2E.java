package org.examhall.player;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.Mode;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Students in a package of several activities. */
class PlayerCourseE2E {
  @RegisterExtension static final Browser browser = new Browser();
  @TempDir private static Path folder;
  private static ExamRoom room;

  @BeforeAll
  static void open() throws IOException {
    room = new ExamRoom(folder);
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @Test
  @Requirement("I15")
  void aStudentDoesOneActivityAfterTheOtherAndHandsIn() {
    Sitting ann = room.course();
    Window window = room.open(browser.person(), ann);
    assertThat(finish(window)).isDisabled();

    readLesson(window);
    assertThat(line(window, 1)).hasAttribute("data-status", "completed");
    window.page().locator("#contents button", named("Next")).click();
    answer(window, "number", "1");
    assertThat(line(window, 3)).hasAttribute("data-status", "begun");
    answer(window, "first", "1");
    assertThat(line(window, 3)).hasAttribute("data-status", "passed");
    finish(window).click();
    window.awaitState("ended");

    assertTrue(window.status().contains("Everything received"), window.status());
    assertTrue(window.cover().contains("handed in"), window.cover());
    assertEquals(AttemptState.ENDED, ann.attempt().state());
    assertEquals("completed", ann.attempt().completionStatus());
    assertEquals("passed", ann.attempt().successStatus());
    assertEquals(0, new BigDecimal("0.5").compareTo(ann.attempt().scaledScore().orElseThrow()));
    assertEquals("completed", room.stored(ann, "sco.1.cmi.completion_status"));
    assertEquals("", room.stored(ann, "cmi.suspend_data"));
  }

  @Test
  void whoClosedTheTabInTheSecondActivityGoesOnThere() {
    Sitting ann = room.course();
    BrowserContext student = browser.person();
    Window first = room.open(student, ann);
    choose(first, 3);
    answer(first, "number", "1");
    ExamRoom.await().until(() -> room.stored(ann, "sco.3.cmi.suspend_data"), "[1]"::equals);
    first.page().close(new Page.CloseOptions().setRunBeforeUnload(true));

    Window second = room.open(student, ann);

    assertThat(second.exam().locator("form[data-question=first]")).isVisible();
    assertThat(line(second, 3).locator("button")).hasAttribute("aria-current", "page");
    assertEquals("resume", second.page().evaluate("API_1484_11.GetValue('cmi.entry')"));
    choose(second, 1);
    assertThat(second.exam().locator("main")).hasAttribute("data-page", "0");
  }

  @Test
  void anActivityThatIsLeftHasItsLastWordsUnderItsOwnName() {
    Sitting ann = room.course();
    Window window = room.open(browser.person(), ann);
    window.exam().locator("[data-action=on]").click();

    choose(window, 3);

    ExamRoom.await().until(() -> room.stored(ann, "sco.1.cmi.exit"), "suspend"::equals);
    assertEquals("1", room.stored(ann, "sco.1.cmi.location"));
    assertTrue(room.stored(ann, "sco.1.cmi.session_time").startsWith("PT"));
    assertEquals("", room.stored(ann, "sco.3.cmi.exit"));
    assertEquals(AttemptState.RUNNING, ann.attempt().state());
  }

  @Test
  void aPageOfNotesIsShownAndSeen() {
    Sitting ann = room.course();
    Window window = room.open(browser.person(), ann);

    choose(window, 4);

    assertThat(window.exam().locator("main")).hasAttribute("data-screen", "notes");
    assertThat(line(window, 4).locator(".status")).hasText("Seen");
    assertThat(window.page().locator("#trouble")).isHidden();
  }

  @Test
  void theContentsWorkFromTheKeyboardAndFoldAway() {
    Sitting ann = room.course();
    Window window = room.open(browser.person(), ann);
    Locator toggle = window.page().locator("#contents-toggle");

    line(window, 3).locator("button").focus();
    window.page().keyboard().press("Enter");
    assertThat(window.exam().locator("form")).isVisible();
    toggle.focus();
    window.page().keyboard().press("Space");

    assertThat(toggle).hasAttribute("aria-expanded", "false");
    assertThat(window.page().locator("#contents ol").first()).isHidden();
    assertThat(toggle).hasText("Contents: 0 of 3 done");
  }

  @Test
  void onAPhoneTheContentsStartFoldedAndTheActivityHasTheScreen() {
    Sitting ann = room.course();
    Page page = browser.person().newPage();
    page.setViewportSize(390, 844);
    page.navigate(room.address(ann, Mode.NORMAL));
    Window window = new Window(page);
    window.exam().locator("main[data-page='0']").waitFor();

    page.locator("#contents-toggle").click();
    choose(window, 3);

    assertThat(window.exam().locator("form")).isVisible();
    assertThat(page.locator("#contents ol").first()).isHidden();
    assertTrue(page.locator("iframe#player").boundingBox().height > 600);
  }

  @Test
  void nobodyIsShutOutByTheContents() {
    Sitting ann = room.course();
    Window window = room.open(browser.person(), ann);

    Object violations =
        window
            .page()
            .evaluate(
                "source => { window.eval(source); return axe.run('#contents').then(r =>"
                    + " r.violations.map(v => v.id)); }",
                room.axe());

    assertEquals("[]", violations.toString());
  }

  @Test
  void theActivityItselfMayAskForTheNextOne() {
    Sitting ann = room.course();
    Window window = room.open(browser.person(), ann);

    window
        .page()
        .evaluate(
            """
            () => {
              API_1484_11.SetValue("adl.nav.request", "continue");
              API_1484_11.Terminate("");
            }
            """);

    assertThat(window.exam().locator("form[data-question=number]")).isVisible();
    assertThat(line(window, 3).locator("button")).hasAttribute("aria-current", "page");
  }

  private static Page.LocatorOptions named(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void readLesson(Window window) {
    window.exam().locator("[data-action=on]").click();
    window.exam().locator("main[data-page='1'] [data-action=on]").click();
    window.exam().locator("[data-action=done]").click();
  }

  private static void answer(Window window, String question, String choice) {
    Locator form = window.exam().locator("form[data-question=" + question + "]");
    form.locator("input[value='" + choice + "']").check();
    form.locator("[data-action=answer]").click();
  }

  private static void choose(Window window, int position) {
    line(window, position).locator("button").click();
  }

  private static Locator line(Window window, int position) {
    return window.page().locator("#contents li[data-activity='" + position + "']");
  }

  private static Locator finish(Window window) {
    return window.page().locator("#contents [data-action=finish]");
  }
}
