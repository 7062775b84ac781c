package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Person;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times that the teacher changes while a student works. */
class SettingsJourneyE2E {
  @RegisterExtension static final Browser browser = new Browser();

  /** Sooner than a process looks for news by itself. */
  private static final double PUSHED_WITHIN_MILLIS = 6_000;

  private static Campus campus;

  @BeforeAll
  static void start() {
    campus = new Campus();
  }

  @AfterAll
  static void stop() {
    campus.close();
  }

  @Test
  void aNewClosingTimeIsShownToTheStudentAtOnceAndThePastOneEndsTheExam() {
    Activity activity = campus.activity("Mathematics");
    Person student = campus.lms().course().students().get(0);
    FrameLocator teaching = open(campus.lms().course().teacher(), activity);
    teaching.locator("[name=package]").setInputFiles(Path.of("target/samples/numbas-like.zip"));
    teaching.locator("[data-action=upload]").click();
    assertThat(teaching.locator("[data-notice]")).isVisible();
    FrameLocator sitting = open(student, activity);
    sitting.locator("[data-action=start]").click();
    sitting.frameLocator("iframe#player").locator("[data-action=begin]").click();
    assertThat(sitting.locator("#save-status")).hasAttribute("data-state", "saved");
    assertThat(sitting.locator("#time-left")).isHidden();

    close(teaching, 9);
    assertSoon(sitting.locator("#time-left"), "min left");
    close(teaching, -1);
    assertSoon(sitting.locator("#cover"), "closed");
  }

  private static void close(FrameLocator teaching, int inMinutes) {
    LocalDateTime at = LocalDateTime.now(ZoneOffset.UTC).plusMinutes(inMinutes);
    teaching.locator(".tabs a:has-text('Settings')").click();
    assertThat(teaching.locator("[data-notice]")).isHidden(); // the page is a new one
    teaching.locator("[name=until]").fill(at.truncatedTo(ChronoUnit.MINUTES).toString());
    teaching.locator("[data-action=save]").click();
    assertThat(teaching.locator("[data-notice]")).isVisible();
  }

  private static void assertSoon(Locator where, String words) {
    assertThat(where)
        .containsText(words, new ContainsTextOptions().setTimeout(PUSHED_WITHIN_MILLIS));
  }

  private static FrameLocator open(Person person, Activity activity) {
    Page page = campus.open(browser.person(utc -> utc.setTimezoneId("UTC")), person, activity);
    return Campus.tool(page);
  }
}
