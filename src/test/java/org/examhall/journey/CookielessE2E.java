package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Launches by LTI 1.3 in a browser that lets the product keep nothing inside the LMS's page. */
class CookielessE2E {
  @RegisterExtension static final Browser browser = Browser.blockingAllInFrames().inOneProcess();

  private static final String NOT_YET = "This exam is not set up yet";
  private static final String OFFER = "Open in a new window";

  /** Answers another's message, another question, too late, and out of a frame of nobody's. */
  private static final String LYING =
      """
      addEventListener("message", (event) => {
        const { subject, message_id, key } = event.data;
        const answer = { subject: `${subject}.response`, message_id, key, value: "x".repeat(32) };
        const say = (said) => event.source.postMessage(said, event.origin);
        say({ ...answer, message_id: "another" });
        say({ ...answer, subject: "lti.capabilities.response" });
        setTimeout(() => say(answer), 2500);
        const stranger = document.createElement("iframe");
        stranger.sandbox = "allow-scripts";
        stranger.srcdoc = `<script>parent.frames.tool.postMessage(${JSON.stringify(answer)}, "*")</` + "script>";
        document.body.append(stranger);
      });
      """;

  /** The frame that keeps things hears nothing at first. */
  private static final String HEARING_LATE =
      """
      if (location.pathname === "/lti13/storage") {
        const listen = window.addEventListener.bind(window);
        window.addEventListener = (...args) => setTimeout(() => listen(...args), 700);
      }
      """;

  private static final double PATIENCE_MILLIS = 30_000;

  private static Campus campus;

  @BeforeAll
  static void start() {
    campus = new Campus();
    campus.connect13();
  }

  @AfterAll
  static void stop() {
    campus.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Personality.class,
      names = {"CANVAS", "SAKAI"})
  @Requirement({"PS-01", "PS-02", "PS-03", "PS-04"})
  void whatTheLmsKeptOpensTheExamInAWindowOfItsOwn(Personality personality) {
    campus.lms().platform().behaveLike(personality);
    campus.lms().platform().remove(Quirk.DEPLOYMENT_PER_COURSE);
    Page page = open(browser.person(), student(0), campus.activity13("Exam"));
    FrameLocator frame = Campus.tool(page);
    assertThat(frame.locator("form[action='/lti13/open']")).isVisible();
    Page window = page.waitForPopup(() -> frame.locator("text=" + OFFER).click());

    assertThat(window.locator("h1")).hasText(NOT_YET);
  }

  @Test
  @Requirement("PS-03")
  void anLmsThatDoesNotListenYetIsAskedAgain() {
    campus.lms().platform().behaveLike(Personality.CANVAS);
    BrowserContext person = browser.person();
    person.addInitScript(HEARING_LATE);

    FrameLocator frame = Campus.tool(open(person, student(0), campus.activity13("Exam")));

    assertThat(frame.locator("form[action='/lti13/open']")).isVisible();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Requirement("PS-05")
  void withoutSuchStorageAWindowBeginsTheLaunchAgain(boolean isOfferedAndSilent) {
    campus.lms().platform().behaveLike(Personality.MOODLE);
    if (isOfferedAndSilent) {
      campus.lms().platform().add(Quirk.STORAGE_SILENT);
    }

    Page page = open(browser.person(), student(0), campus.activity13("Exam"));
    Page window = page.waitForPopup(() -> Campus.tool(page).locator("text=" + OFFER).click());

    assertThat(window.locator("h1")).hasText(NOT_YET);
  }

  @Test
  @Requirement("PS-03")
  void answersThatAreNotTheLmssOwnInTimeAreNotHeard() {
    campus.lms().platform().behaveLike(Personality.SAKAI);
    BrowserContext person = browser.person();
    person.route(
        "**/assets/storage.js",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("text/javascript").setBody(LYING)));

    FrameLocator frame = Campus.tool(open(person, student(0), campus.activity13("Exam")));

    assertThat(frame.locator("a.button"))
        .hasText(OFFER, new HasTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  @Test
  @Requirement("PS-06")
  void twoLaunchesInTwoTabsStayApart() {
    campus.lms().platform().behaveLike(Personality.SAKAI);
    BrowserContext person = browser.person();
    Activity activity = campus.activity13("Exam");
    Page first = open(person, student(0), activity);
    Page second = open(person, campus.lms().course().teacher(), activity);

    Page student = pressOffer(first);
    Page teacher = pressOffer(second);
    assertThat(teacher.locator("[name=package]")).isVisible();
    student.reload();
    teacher.reload();

    assertThat(student.locator("h1")).hasText(NOT_YET);
    assertThat(teacher.locator("[name=package]")).isVisible();
  }

  /** In the tab that is looked at: browsers open no window for a click into one that is not. */
  private static Page pressOffer(Page tab) {
    tab.bringToFront();
    return tab.waitForPopup(() -> Campus.tool(tab).locator("text=" + OFFER).click());
  }

  private static Person student(int which) {
    return campus.lms().course().students().get(which);
  }

  private static Page open(BrowserContext browser, Person person, Activity activity) {
    return campus.open(browser, person, activity);
  }
}
