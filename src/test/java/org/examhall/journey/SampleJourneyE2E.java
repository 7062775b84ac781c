package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Person;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Pictures;
import org.examhall.testkit.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole main job, inside the LMS's own page, as a teacher and a student see it. */
class SampleJourneyE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final Path SAMPLE = Path.of("target/samples/numbas-like.zip");
  private static final double GRADE_PATIENCE_MILLIS = 60_000;
  private static @Nullable Campus campus;

  @BeforeAll
  static void start() {
    campus = new Campus();
  }

  @AfterAll
  static void stop() {
    campus().close();
  }

  @Test
  @Requirement({"IN3", "IN4", "IN9", "IN24", "IN25", "ST1", "ST2", "ST4", "ST5"})
  void aTeacherUploadsAnExamAndAStudentTakesItAndTheGradeArrives() {
    Activity activity = campus().activity("Mathematics and general knowledge");
    Person student = campus().lms().course().students().get(0);
    Page teachersPage = browser.page();
    Page studentsPage = browser.page();

    assertThat(open(studentsPage, student, activity).locator("h1"))
        .hasText("This exam is not set up yet");
    FrameLocator teaching = open(teachersPage, campus().lms().course().teacher(), activity);
    upload(teaching, SAMPLE);
    assertThat(teaching.locator("[data-notice]")).containsText("The exam is set up");
    Pictures.take(teachersPage, "lms-uploaded");
    tryIt(teachersPage, teaching);

    FrameLocator sitting = open(studentsPage, student, activity);
    assertThat(sitting.locator("main")).containsText("30 minutes");
    sitting.locator("[data-action=start]").click();
    FrameLocator exam = sitting.frameLocator("iframe#player");
    exam.locator("[data-action=begin]").click();
    exam.locator("[data-answer=q0p1]").fill("6.25");
    exam.locator("[data-action=submit][data-part=q0p1]").click();
    assertThat(sitting.locator("#save-status")).hasAttribute("data-state", "saved");
    Pictures.take(studentsPage, "lms-working");
    studentsPage.close();

    Page again = studentsPage.context().newPage();
    FrameLocator resumed = open(again, student, activity);
    assertThat(resumed.locator("main")).containsText("Last saved");
    resumed.locator("[data-action=continue]").click();
    FrameLocator same = resumed.frameLocator("iframe#player");
    same.locator("[data-action=resume]").click();
    assertThat(same.locator("[data-answer=q0p1]")).hasValue("6.25");
    same.locator("[data-action=end]").click();
    same.locator("[data-action=confirm-end]").click();
    assertThat(same.locator("[data-result=exam]")).hasAttribute("data-score", "1");
    assertThat(resumed.locator("#save-status")).hasAttribute("data-state", "ended");

    FrameLocator result = open(again, student, activity);
    Locator attempt = result.locator("[data-table=attempts] [data-attempt]");
    assertThat(attempt).containsText("Finished");
    assertThat(attempt).containsText("6.2%");
    assertThat(attempt).containsText("1 of 16");
    Pictures.take(again, "lms-result");
    goBackToTheCourse(again, result);

    teaching.locator(".tabs a").first().click();
    Locator row = teaching.locator("[data-table=attempts] [data-attempt]");
    assertThat(row).containsText(student.name());
    assertThat(row).containsText("6.2%");
    assertThat(row)
        .containsText(
            "In the gradebook", new ContainsTextOptions().setTimeout(GRADE_PATIENCE_MILLIS));
    Pictures.takeOf(teachersPage, "lms-class", row);
    lookAtTheLms(again, activity);
    row.locator("[data-action=review]").click();
    assertThat(teaching.frameLocator("iframe#player").locator("[data-result=exam]"))
        .hasAttribute("data-score", "1");
  }

  private static void tryIt(Page page, FrameLocator teaching) {
    teaching.locator("[data-action=test]").first().click();
    assertThat(teaching.locator("#notices [data-topic=trial]")).containsText("not counted");
    assertThat(teaching.frameLocator("iframe#player").locator("[data-action=begin]")).isVisible();
    Pictures.take(page, "lms-trial");
    teaching.locator("header a[data-back]").click();
  }

  private static void goBackToTheCourse(Page page, FrameLocator result) {
    result.locator("[data-action=receipt]").click();
    result.locator("[data-action=to-course]").click();
    assertThat(page.locator("main")).containsText("your answers were received. Receipt code");
    Pictures.take(page, "lms-return");
  }

  private static FrameLocator open(Page page, Person person, Activity activity) {
    page.navigate(campus().lms().url() + "/as/" + person.id() + "/activities/" + activity.id());
    return Campus.tool(page);
  }

  private static void look(Page page, String path, String name) {
    page.navigate(campus().lms().url() + path);
    Pictures.takeAndCheck(page, name);
  }

  /** The new window last, without the script that would leave it at once. */
  private static void lookAtTheLms(Page page, Activity activity) {
    String teacher = "/as/" + campus().lms().course().teacher().id();
    look(page, "/", "lms-home");
    look(page, teacher, "lms-course");
    look(page, teacher + "/gradebook", "lms-gradebook");
    look(page, "/nowhere", "lms-problem");
    page.route("**/assets/launch.js", Route::abort);
    look(page, teacher + "/activities/" + activity.id() + "/window", "lms-window");
  }

  private static void upload(FrameLocator page, Path file) {
    page.locator("input[type=file][name=package]").setInputFiles(file);
    page.locator("[data-action=upload]").click();
  }

  private static Campus campus() {
    return requireNonNull(campus);
  }
}
