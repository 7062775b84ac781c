package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The main job by LTI 1.3 with LMSs of different makes, from the administrator's invitation to the
 * gradebook; the student's browser lets frames of other sites keep nothing but partitioned cookies.
 * Two makes, or all with {@code -Dall.platforms=true}.
 */
class PlatformJourneyE2E {
  @RegisterExtension static final Browser browser = new Browser();
  @RegisterExtension static final Browser blocking = Browser.blockingThirdParties();

  private static final Path SAMPLE = Path.of("target/samples/numbas-like.zip");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Campus campus;
  private static Administrator administrator;

  @BeforeAll
  static void start() {
    campus = new Campus();
    administrator = Administrator.of(campus.db(), campus.site(), browser.person());
  }

  @AfterAll
  static void stop() {
    campus.close();
  }

  static Stream<Personality> personalities() {
    return Boolean.getBoolean("all.platforms")
        ? Stream.of(Personality.values())
        : Stream.of(Personality.MOODLE, Personality.CANVAS);
  }

  @ParameterizedTest
  @MethodSource("personalities")
  @Requirement({"LA-11", "DR-01", "DR-03", "DR-05", "AG-07", "NR-01", "PS-04"})
  void anExamIsSetUpTakenAndGradedInTheLmsThatWasConnected(Personality personality) {
    String school = "School with " + personality.label();
    campus.lms().platform().behaveLike(personality);
    new Connecting(campus, administrator, browser.person()).connect(personality, school);
    Activity activity = campus.activity13("Mathematics by " + personality.label());
    Person student = campus.lms().course().students().get(0);

    FrameLocator teaching = setUp(activity, school);
    take(open(blocking.person(), student, activity));

    assertInGradebook(activity, student);
    assertOthersHaveNotStarted(teaching);
    assertThat(open(blocking.person(), student, activity).locator("main"))
        .containsText("In the gradebook");
  }

  /** What the teacher does, who asks for the list of members, too. */
  private static FrameLocator setUp(Activity activity, String school) {
    BrowserContext own = browser.person();
    Person teacher = campus.lms().course().teacher();
    FrameLocator teaching = open(own, teacher, activity);
    if (campus.lms().platform().has(Quirk.DEPLOYMENT_PER_SCHOOL)) {
      assertThat(teaching.locator("main")).containsText("not connected with this site yet");
      administrator.acceptDeployment(school);
      teaching = open(own, teacher, activity);
    }
    teaching.locator("[name=package]").waitFor(); // the frame goes to the LMS and back first
    teaching.locator("[name=package]").setInputFiles(SAMPLE);
    teaching.locator("[data-action=upload]").click();
    assertThat(teaching.locator("[data-notice]")).containsText("The exam is set up");
    teaching.locator(".tabs a").first().click();
    teaching.locator("[data-action=roster]").click();
    return teaching;
  }

  private static void take(FrameLocator sitting) {
    sitting.locator("[data-action=start]").waitFor(); // the frame goes to the LMS and back first
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
    Page page = browser.page();
    String teacher = campus.lms().course().teacher().id();
    page.navigate(campus.lms().url() + "/as/" + teacher + "/gradebook");
    Locator cell = page.locator("[data-grade='" + activity.id() + ":" + student.id() + "']");
    assertThat(cell)
        .hasAttribute(
            "data-score", "0.0625", new HasAttributeOptions().setTimeout(PATIENCE.toMillis()));
  }

  private static void assertOthersHaveNotStarted(FrameLocator teaching) {
    int students = campus.lms().course().students().size();
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
}
