package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Person;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An exam inside the LMS's page, in a browser that lets frames of other sites keep nothing. */
class BlockedStorageE2E {
  @RegisterExtension static final Browser browser = Browser.blockingThirdParties();

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
  @Requirement("F18")
  void theExamIsTakenAndGradedAndTheStudentIsToldToKeepTheWindow() {
    Activity activity = campus.activity("Mathematics");
    Person student = campus.lms().course().students().get(0);
    FrameLocator teaching = open(campus.lms().course().teacher(), activity);
    teaching.locator("[name=package]").setInputFiles(Path.of("target/samples/numbas-like.zip"));
    teaching.locator("[data-action=upload]").click();
    assertThat(teaching.locator("[data-notice]")).isVisible();

    FrameLocator sitting = open(student, activity);
    sitting.locator("[data-action=start]").click();
    FrameLocator exam = sitting.frameLocator("iframe#player");
    exam.locator("[data-action=begin]").click();
    exam.locator("[data-answer=q0p1]").fill("6.25");
    exam.locator("[data-action=submit][data-part=q0p1]").click();
    assertThat(sitting.locator("#save-status"))
        .containsText("Saved, but this browser cannot keep a copy");
    exam.locator("[data-action=end]").click();
    exam.locator("[data-action=confirm-end]").click();
    assertThat(sitting.locator("#save-status")).containsText("Everything received");

    assertThat(open(student, activity).locator("main"))
        .containsText("In the gradebook", new ContainsTextOptions().setTimeout(60_000));
  }

  private static FrameLocator open(Person person, Activity activity) {
    return Campus.tool(campus.open(browser.person(), person, activity));
  }
}
