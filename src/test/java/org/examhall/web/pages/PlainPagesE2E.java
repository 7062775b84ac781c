package org.examhall.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.examhall.testkit.Browser;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages for people who have no scripts, and for those who have no mouse. */
class PlainPagesE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final Path SAMPLE = Path.of("target", "samples", "numbas-like.zip");
  private static final int MOST_STOPS = 60;

  /** What has the focus and does not show it; nothing if all is well. */
  private static final String UNSEEN_FOCUS =
      """
      () => {
        const at = document.activeElement;
        const style = getComputedStyle(at);
        const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
          || style.boxShadow !== "none";
        return seen || at.matches("body, iframe") ? "" : at.outerHTML.slice(0, 200);
      }
      """;

  private static World world;
  private static RunningApp app;
  private final Classroom classroom = new Classroom(world);

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  void withoutScriptsAnExamIsSetUpAndFollowed() {
    Page page = open(classroom.teacher(), "/", false);
    page.locator("input[name=package]").setInputFiles(SAMPLE);
    page.locator("[data-action=upload]").click();
    assertThat(page.locator("[data-notice]")).containsText("The exam is set up");

    page.locator(".tabs a:has-text('Settings')").click();
    page.locator("[name=attempts]").fill("2");
    page.locator("[data-action=save]").click();
    assertThat(page.locator("[data-notice]")).isVisible();
    assertThat(page.locator("[name=attempts]")).hasValue("2");
    classroom.sit(classroom.resourceOf(classroom.teacher()));
    page.locator(".tabs a:has-text('Class')").click();
    assertThat(page.locator("[data-attempt]")).hasCount(14);
    assertThat(page.locator("[data-live-pause]")).isHidden();
  }

  @Test
  void withoutScriptsTheStudentIsToldWhatTheExamNeeds() {
    classroom.exam();
    Page page = open(classroom.student(), "/", false);

    page.locator("[data-action=start]").click();

    assertThat(page.locator("#cover"))
        .containsText("The exam needs JavaScript", new ContainsTextOptions().setUseInnerText(true));
  }

  @Test
  void withTheKeyboardAnExamIsSetUpFollowedAndStarted() {
    Page teaching = open(classroom.teacher(), "/", true);
    teaching.onFileChooser(chooser -> chooser.setFiles(SAMPLE));
    tabTo(teaching, "input[name=package]");
    teaching.keyboard().press("Space");
    assertThat(teaching.locator("[name=package]")).hasValue(Pattern.compile(".*numbas-like.zip"));
    tabTo(teaching, "[data-action=upload]");
    teaching.keyboard().press("Enter");
    assertThat(teaching.locator("[data-notice]")).containsText("The exam is set up");
    tabTo(teaching, ".tabs a[href$='/']");
    teaching.keyboard().press("Enter");
    assertThat(teaching.locator("main")).containsText("Nobody has started yet");
    tabTo(teaching, "[data-live-pause]");
    teaching.keyboard().press("Space");
    assertThat(teaching.locator("[data-live-pause]")).hasAttribute("aria-pressed", "true");

    Page sitting = open(classroom.student(), "/", true);
    tabTo(sitting, "[data-action=start]");
    sitting.keyboard().press("Enter");
    assertThat(sitting.locator("#save-status")).hasAttribute("data-state", "saved");
    tabTo(sitting, "header a[data-back]");
    sitting.keyboard().press("Enter");
    assertThat(sitting.locator("[data-action=continue]")).isVisible();
  }

  @Test
  void pausedUpdatesHoldThePageStillUntilTheyGoOn() {
    var resource = classroom.exam();
    classroom.sit(resource);
    Page page = open(classroom.teacher(), "/", true);
    page.locator("[data-live-pause]").click();

    long late = world.person(classroom.consumer, "Late Comer");
    classroom.attempt(resource, late, 1, "running", Optional.of("0.5"));
    page.waitForTimeout(7_000);
    assertThat(page.locator("[data-attempt]")).hasCount(14);
    page.locator("[data-live-pause]").click();

    assertThat(page.locator("[data-live=rows]")).containsText("Late Comer");
  }

  private static void tabTo(Page page, String selector) {
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      page.keyboard().press("Tab");
      assertEquals("", page.evaluate(UNSEEN_FOCUS));
      if (page.evaluate("s => document.activeElement.matches(s)", selector).equals(true)) {
        return;
      }
    }
    fail("the keyboard does not reach " + selector);
  }

  private static Page open(OpenLaunch launch, String path, boolean scripts) {
    var person = browser.person(device -> device.setJavaScriptEnabled(scripts));
    person.addCookies(
        List.of(
            new Cookie(LaunchCookie.nameOf(launch.launch().id()), launch.token())
                .setUrl(app.app().toString().replace("http:", "https:"))
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.NONE)));
    Page page = person.newPage();
    page.navigate(app.app() + "/l/" + launch.launch().id() + path);
    return page;
  }
}
