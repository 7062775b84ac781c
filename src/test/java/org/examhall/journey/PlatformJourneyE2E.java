package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Course;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.Platform;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The main job by LTI 1.3 with LMSs of different makes, from the administrator's invitation to the
 * gradebook: once in browsers that let frames of other sites keep everything, once in those that
 * let them keep nothing but partitioned cookies. Two makes, or all with {@code
 * -Dall.platforms=true}.
 *
 * <p>An LMS is connected once for both. In the first browser the teacher uploads the exam while
 * choosing, in the other takes the one that is there.
 */
class PlatformJourneyE2E {
  @RegisterExtension static final Browser allowing = Browser.allowingThirdParties().inOneProcess();
  @RegisterExtension static final Browser blocking = Browser.blockingThirdParties().inOneProcess();

  private static final Path SAMPLE = Path.of("target/samples/numbas-like.zip");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Campus campus;
  private static Administrator administrator;

  @BeforeAll
  static void start() {
    campus = new Campus();
    administrator = Administrator.of(campus.db(), campus.site(), allowing.person());
  }

  @AfterAll
  static void stop() {
    campus.close();
  }

  static Stream<Arguments> journeys() {
    Stream<Personality> makes =
        Boolean.getBoolean("all.platforms")
            ? Stream.of(Personality.values())
            : Stream.of(Personality.MOODLE, Personality.CANVAS);
    return makes.flatMap(
        make ->
            Stream.of(
                Arguments.of(make, Named.of("third-party cookies allowed", allowing)),
                Arguments.of(make, Named.of("third-party cookies blocked", blocking))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("journeys")
  @Requirement({
    "LA-11", "DR-01", "DR-03", "DR-05", "DL-01", "DL-03", "DL-06", "AG-07", "NR-01", "PS-04"
  })
  void anExamIsAddedTakenAndGradedInTheLmsThatWasConnected(Personality make, Browser people) {
    connectOnce(make);
    BrowserContext teachers = people.person();
    BrowserContext students = people.person();
    Person student = course().students().get(0);

    Activity activity = addFromTool(teachers.newPage());
    FrameLocator teaching = open(teachers, course().teacher(), activity);
    teaching.locator("[data-action=roster]").click();
    take(open(students, student, activity));

    assertInGradebook(activity, student);
    assertOthersHaveNotStarted(teaching);
    assertThat(open(students, student, activity).locator("main")).containsText("In the gradebook");
  }

  private static void connectOnce(Personality make) {
    Platform platform = campus.lms().platform();
    if (platform.registration().isPresent() && platform.personality() == make) {
      return;
    }
    String school = "School with " + make.label();
    platform.behaveLike(make);
    new Connecting(campus, administrator, allowing.person()).connect(make, school);
    if (platform.has(Quirk.DEPLOYMENT_PER_SCHOOL)) {
      Page teacher = allowing.page();
      choose(teacher);
      assertThat(teacher.locator("#tool-message")).containsText("not connected with this site yet");
      administrator.acceptDeployment(school);
    }
  }

  /** What the teacher does first: by deep linking, as each of these makes can. */
  private static Activity addFromTool(Page teacher) {
    FrameLocator choosing = choose(teacher);
    choosing.locator("[data-action=upload]").waitFor();
    Locator exam = choosing.locator("input[name=choice]");
    if (exam.count() == 0) {
      choosing.locator("input[name=package]").setInputFiles(SAMPLE);
      choosing.locator("[data-action=upload]").click();
    }
    exam.check();
    choosing.locator("[data-action=add]").click();
    assertThat(teacher.locator("#tool-message")).containsText("Added from the tool: 1");
    List<Activity> activities = course().activities();
    return activities.get(activities.size() - 1);
  }

  private static FrameLocator choose(Page teacher) {
    teacher.navigate(campus.lms().url() + "/as/" + course().teacher().id());
    teacher.locator("[data-action=choose]").click();
    return Campus.tool(teacher);
  }

  private static void take(FrameLocator sitting) {
    sitting.locator("[data-action=start]").click();
    FrameLocator exam = sitting.frameLocator("iframe#player");
    exam.locator("[data-action=begin]").click();
    exam.locator("[data-answer=q0p1]").fill("6.25");
    exam.locator("[data-action=submit][data-part=q0p1]").click();
    exam.locator("[data-action=end]").click();
    exam.locator("[data-action=confirm-end]").click();
    assertThat(sitting.locator("#save-status")).hasAttribute("data-state", "ended");
  }

  /** One of sixteen marks. */
  private static void assertInGradebook(Activity activity, Person student) {
    Page page = allowing.page();
    page.navigate(campus.lms().url() + "/as/" + course().teacher().id() + "/gradebook");
    Locator cell = page.locator("[data-grade='" + activity.id() + ":" + student.id() + "']");
    assertThat(cell)
        .hasAttribute(
            "data-score", "0.0625", new HasAttributeOptions().setTimeout(PATIENCE.toMillis()));
  }

  private static void assertOthersHaveNotStarted(FrameLocator teaching) {
    int students = course().students().size();
    Locator count = teaching.locator("[data-roster] strong");
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(
            () -> {
              teaching.locator(".tabs a").first().click();
              teaching.locator("[data-roster]").waitFor();
              return count.isVisible();
            });
    assertThat(count).containsText((students - 1) + " of " + students + " have not started");
  }

  private static FrameLocator open(BrowserContext browser, Person person, Activity activity) {
    return Campus.tool(campus.open(browser, person, activity));
  }

  private static Course course() {
    return campus.lms().course();
  }
}
