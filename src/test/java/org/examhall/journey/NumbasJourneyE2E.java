package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Person;
import org.examhall.testkit.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/**
 * The main job with an exam package of your own: {@code -Dexam.zip=PATH}, several separated by
 * colons. Made for exams whose first question has a text box, to which {@code -Dexam.answer=TEXT}
 * (5 unless said otherwise) is at least partly right. Packages known to break when they go on, such
 * as Numbas 5.4 with shuffled questions, come with {@code -Dbroken.zip=PATH}.
 */
class NumbasJourneyE2E {
  private static final int MOST_SHUFFLES = 8;
  private static final double TROUBLE_MILLIS = 15_000;

  private static final String TYPED = System.getProperty("exam.answer", "5");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path MATHJAX = Path.of("src/test/frontend/node_modules/mathjax");

  @RegisterExtension static final Browser BROWSER = new Browser();

  private static Campus campus;

  @BeforeAll
  static void open() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    campus = new Campus();
  }

  @AfterAll
  static void close() {
    campus.close();
  }

  static Stream<Path> packages() {
    return packages("exam.zip");
  }

  static Stream<Path> packagesThatCannotGoOn() {
    return packages("broken.zip");
  }

  private static Stream<Path> packages(String property) {
    return Stream.of(System.getProperty(property, "").split(":"))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("packages")
  void aRealExamIsTakenInterruptedResumedEndedAndGraded(Path zip) {
    Activity activity = campus.activity(zip.getFileName().toString());
    Person student = campus.lms().course().students().get(2);
    upload(activity, zip);

    answerAndLeave(activity, student);
    BigDecimal onPlayer = resumeAndEnd(activity, student);

    assertTrue(onPlayer.signum() > 0, "the answer must be worth something: " + onPlayer + " %");
    assertEquals(onPlayer, inGradebook(activity, student));
    assertEquals(onPlayer, onStudentsPage(activity, student));
    assertEquals(onPlayer, onDashboard(activity));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("packagesThatCannotGoOn")
  void anExamThatCannotGoOnSaysSo(Path zip) {
    Activity activity = campus.activity(zip.getFileName().toString());
    Person student = campus.lms().course().students().get(2);
    upload(activity, zip);
    answerAndLeave(activity, student);
    FrameLocator tool = goOn(activity, student);
    for (int i = 1; i < MOST_SHUFFLES && !saysTrouble(tool); i++) {
      // Chance shuffled the questions into the order they had.
      BigDecimal unused = resumeAndEnd(activity, student);
      answerAndLeave(activity, student);
      tool = goOn(activity, student);
    }

    assertThat(tool.locator("#trouble")).containsText("The exam could not be continued");
    assertThat(tool.locator("#trouble")).containsText("Your answers are stored");
    assertThat(tool.locator("#save-status")).hasAttribute("data-state", "saved");
  }

  private static FrameLocator goOn(Activity activity, Person student) {
    FrameLocator tool = Campus.tool(campus.open(studentsBrowser(), student, activity));
    tool.locator("[data-action=continue]").click();
    return tool;
  }

  private static boolean saysTrouble(FrameLocator tool) {
    try {
      assertThat(tool.locator("#trouble"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(TROUBLE_MILLIS));
      return true;
    } catch (AssertionFailedError resumed) {
      return false;
    }
  }

  private static void upload(Activity activity, Path zip) {
    Page page = campus.open(BROWSER.person(), campus.lms().course().teacher(), activity);
    FrameLocator tool = Campus.tool(page);
    tool.locator("input[name=package]").setInputFiles(zip);
    tool.locator("[data-action=upload]").click();
    assertThat(tool.locator("[data-action=test]").first()).isVisible();
  }

  private static void answerAndLeave(Activity activity, Person student) {
    Page page = campus.open(studentsBrowser(), student, activity);
    FrameLocator tool = Campus.tool(page);
    tool.locator("[data-action=start]").click();
    FrameLocator exam = tool.frameLocator("iframe#player");
    exam.locator("#startBtn").click();
    Locator box = box(exam);
    box.fill(TYPED);
    box.press("Enter");
    assertThat(tool.locator("#save-status")).hasAttribute("data-state", "saved");
    Awaitility.await().atMost(PATIENCE).until(() -> stored(activity, TYPED));
    page.close();
  }

  private static BigDecimal resumeAndEnd(Activity activity, Person student) {
    Page page = campus.open(studentsBrowser(), student, activity);
    FrameLocator tool = Campus.tool(page);
    tool.locator("[data-action=continue]").click();
    FrameLocator exam = tool.frameLocator("iframe#player");
    exam.locator("#resumeBtn, button:has-text('Resume')").first().click();
    assertThat(box(exam)).hasValue(TYPED);
    assertTrue(stored(activity, TYPED), "the answer is still the one that counts");
    exam.locator("#endBtn").first().click();
    exam.locator("button.ok:visible, .modal.in button.ok, dialog[open] button.confirm")
        .first()
        .click();
    assertThat(tool.locator("#save-status")).hasAttribute("data-state", "ended");
    return percent(exam.locator("body"));
  }

  private static BrowserContext studentsBrowser() {
    BrowserContext browser = BROWSER.person();
    browser.setDefaultTimeout(PATIENCE.toMillis());
    browser.route("https://cdn.jsdelivr.net/npm/mathjax@*/**", NumbasJourneyE2E::mathjax);
    browser.route("https://cdnjs.cloudflare.com/**", Route::abort);
    browser.route("*://fonts.googleapis.com/**", Route::abort);
    return browser;
  }

  /** Version 10 wants MathJax from a CDN: it gets the same files from the npm package. */
  private static void mathjax(Route route) {
    String path = route.request().url().replaceFirst(".*/mathjax@[^/]*/", "");
    Path file = MATHJAX.resolve(path).normalize();
    if (file.startsWith(MATHJAX) && Files.isRegularFile(file)) {
      route.fulfill(new Route.FulfillOptions().setPath(file));
    } else {
      route.abort();
    }
  }

  private static Locator box(FrameLocator exam) {
    return exam.locator(".part input[type=text]:visible").first();
  }

  private static boolean stored(Activity activity, String answer) {
    return campus
        .db()
        .tx(
            tx ->
                tx.one(
                    """
                    select count(*) as found
                      from attempt_current c
                      join attempt a on a.id = c.attempt_id
                      join resource_link l on l.resource_id = a.resource_id
                     where l.lti_link_id = ?
                       and c.key like 'cmi.interactions.%.learner_response'
                       and c.value = ?
                    """,
                    row -> row.longAt("found") > 0, activity.id(), answer))
        .orElse(false);
  }

  /** As the teacher sees it there; what the tool sent is what it has stored, digit by digit. */
  private static BigDecimal inGradebook(Activity activity, Person student) {
    Page page = BROWSER.person().newPage();
    String teacher = campus.lms().course().teacher().id();
    page.navigate(campus.lms().url() + "/as/" + teacher + "/gradebook");
    Locator cell = page.locator("[data-grade='" + activity.id() + ":" + student.id() + "']");
    cell.locator("b").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
    BigDecimal sent = new BigDecimal(cell.getAttribute("data-score"));
    assertEquals(0, sent.compareTo(storedScore(activity)), sent.toPlainString());
    return percent(cell);
  }

  private static BigDecimal storedScore(Activity activity) {
    return campus
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select a.scaled_score
                      from attempt a
                      join resource_link l on l.resource_id = a.resource_id
                     where l.lti_link_id = ?
                       and a.kind = 'graded'
                    """,
                    row -> row.decimal("scaled_score"),
                    activity.id()));
  }

  private static BigDecimal onStudentsPage(Activity activity, Person student) {
    Page page = campus.open(BROWSER.person(), student, activity);
    return percent(Campus.tool(page).locator("[data-table=attempts] tbody tr").first());
  }

  private static BigDecimal onDashboard(Activity activity) {
    Page page = campus.open(BROWSER.person(), campus.lms().course().teacher(), activity);
    return percent(Campus.tool(page).locator("[data-table=attempts] tbody tr").first());
  }

  /** The first percentage in a place, whole; an exam may show its own in a shadow tree. */
  private static BigDecimal percent(Locator where) {
    Pattern percentage = Pattern.compile("(\\d+(\\.\\d+)?)\\s*%");
    Locator visible =
        where.getByText(percentage).filter(new Locator.FilterOptions().setVisible(true)).first();
    String text = visible.innerText();
    Matcher found = percentage.matcher(text);
    if (!found.find()) {
      throw new AssertionError("no percentage in " + text);
    }
    return new BigDecimal(found.group(1)).setScale(0, RoundingMode.FLOOR);
  }
}
