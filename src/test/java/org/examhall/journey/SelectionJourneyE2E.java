package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import java.util.List;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Course;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Pictures;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.examhall.web.lti.Platform13;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A teacher adds an exam to the course from the LMS's own page, and a student opens it. */
class SelectionJourneyE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final Path SAMPLE = Path.of("target/samples/numbas-like.zip");

  /** Both sides make their keys when they are first needed. */
  private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);

  private static final World WORLD = World.fresh();
  private static @Nullable RunningApp site;
  private static @Nullable Platform13 platform;

  @BeforeAll
  static void start() {
    RunningApp started = RunningApp.start(WORLD);
    site = started;
    platform = Platform13.known(WORLD, started);
  }

  @AfterAll
  static void stop() {
    requireNonNull(platform).close();
    requireNonNull(site).close();
    WORLD.close();
  }

  @Test
  @Requirement({"DL-01", "DL-04", "DL-06", "IN4", "I30"})
  void aTeacherAddsAnExamFromTheToolAndAStudentOpensIt() {
    String lms = requireNonNull(platform).lms().url().toString();
    Course course = requireNonNull(platform).lms().course();
    Page teacher = browser.page();

    teacher.navigate(lms + "/as/" + course.teacher().id());
    teacher.locator("[data-action=choose]").click();
    FrameLocator choosing = Campus.tool(teacher);
    assertThat(choosing.locator("main")).containsText("No exams yet", PATIENT);
    choosing.locator("input[type=file][name=package]").setInputFiles(SAMPLE);
    choosing.locator("[data-action=upload]").click();
    choosing.locator("input[name=choice]").waitFor(); // up to half a minute: the upload
    assertThat(choosing.locator("input[name=choice]")).isChecked();
    Pictures.take(teacher, "lms-selection");
    choosing.locator("[data-action=add]").click();
    assertThat(teacher.locator("#tool-message")).containsText("Added from the tool: 1", PATIENT);

    List<Activity> activities = course.activities();
    Activity added = activities.get(activities.size() - 1);
    Page student = browser.page();
    student.navigate(lms + "/as/" + course.students().get(0).id() + "/activities/" + added.id());
    FrameLocator front = Campus.tool(student);
    assertThat(front.locator("h1")).hasText(added.title());
    assertThat(front.locator("[data-action=start]")).isVisible();
  }
}
