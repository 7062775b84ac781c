package org.examhall.scorm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The SCORM 1.2 sample behaves as generic content does. */
class SampleQuizE2E {
  @RegisterExtension static final Browser browser = new Browser();
  @TempDir private static Path packages;
  private static SampleHost host;
  private Page page;
  private FrameLocator quiz;

  @BeforeAll
  static void serve() throws IOException {
    host = new SampleHost(Path.of("target/samples/scorm12.zip"), packages);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void open() {
    page = browser.page();
    quiz =
        host.open(
            page,
            Map.of(
                "cmi.core.lesson_status", "not attempted",
                "cmi.core.lesson_mode", "normal",
                "cmi.student_data.mastery_score", "60"));
  }

  @Test
  void aQuizAnsweredToTheEndIsPassedAndFinished() {
    choose("b");
    choose("c");
    choose("t");
    quiz.locator("[name=answer]").fill("Reykjavík");
    answer();
    choose("t");

    assertThat(quiz.locator("[data-result=quiz]")).hasAttribute("data-score", "80");
    assertEquals("passed", SampleHost.value(page, "cmi.core.lesson_status"));
    assertEquals("80", SampleHost.value(page, "cmi.core.score.raw"));
    assertEquals("wrong", SampleHost.value(page, "cmi.interactions.4.result"));
    assertTrue(
        SampleHost.value(page, "cmi.core.session_time").matches("\\d{4}:\\d\\d:\\d\\d\\.\\d\\d"));
    assertTrue(SampleHost.calls(page).contains("LMSFinish "));
  }

  @Test
  void aQuizLeftHalfWaySaysSoAndGoesOnLater() {
    choose("b");
    choose("c");

    page.reload();

    assertThat(quiz.locator("form")).hasAttribute("data-question", "volga");
    assertEquals("suspend", SampleHost.value(page, "cmi.core.exit"));
    assertEquals("incomplete", SampleHost.value(page, "cmi.core.lesson_status"));
    assertEquals(
        List.of("LMSInitialize ", "LMSGetValue cmi.suspend_data"),
        SampleHost.calls(page).subList(0, 2));
  }

  private void choose(String value) {
    quiz.locator("[name=answer][value=" + value + "]").check();
    answer();
  }

  private void answer() {
    quiz.locator("[data-action=answer]").click();
  }
}
