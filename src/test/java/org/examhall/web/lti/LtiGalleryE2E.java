package org.examhall.web.lti;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.resource.Resource;
import org.examhall.core.scoring.Grades;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Columns;
import org.examhall.demo.lms.Form;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Pictures;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages on the way in from a platform, and those about a person, at both widths. */
class LtiGalleryE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final String ADMINISTRATOR =
      "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";
  private static final String POST =
      """
      ({ url, fields }) => {
        const form = Object.assign(document.createElement("form"), { method: "post", action: url });
        for (const [name, value] of Object.entries(fields)) {
          form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        }
        document.body.append(form);
        form.submit();
      }
      """;

  private static World world;
  private static RunningApp site;
  private static Platform13 platform;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world, Map.of("EXAMHALL_SUPPORT_CONTACT", "exams@school.test"));
    platform = Platform13.known(world, site);
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  @BeforeEach
  void anOrdinaryPlatform() {
    platform.lms().platform().remove(Quirk.STORAGE_PARENT);
  }

  @Test
  @Requirement({"PS-01", "PS-02", "PS-05", "I30"})
  void theWayInByThePlatformsStorageIsReadableByEverybody() {
    platform.lms().platform().add(Quirk.STORAGE_PARENT);
    BrowserContext person = browser.person();
    person.route("**/js/lti-*", route -> route.abort()); // their pages go on by themselves
    Page page = person.newPage();
    begin(page);
    Pictures.takeAndCheck(page, "lti-store");
    String secret = page.locator("[data-store]").getAttribute("data-value");
    String next = page.locator("[data-store]").getAttribute("href");
    person.clearCookies();

    post(page, platform.lms().answer(URI.create(next)));
    assertThat(page.locator("[data-ask]")).isAttached();
    Pictures.takeAndCheck(page, "lti-ask");
    page.evaluate(
        "secret => { const f = document.querySelector('[data-ask]'); f.secret.value = secret; f.submit(); }",
        secret);
    assertThat(page.locator("form[action='/lti13/open']")).isVisible();
    Pictures.takeAndCheck(page, "lti-handover");
  }

  @Test
  @Requirement({"PS-02", "PS-05", "I30"})
  void aWindowIsOfferedReadablyWhereNothingIsKept() {
    BrowserContext person = browser.person();
    Page page = person.newPage();
    page.navigate(site.app() + "/");
    post(page, platform.authorised(platform.begin(platform.browser(), platform.student())));
    assertThat(page.locator("a.button")).isVisible();
    Pictures.takeAndCheck(page, "lti-window");

    platform.lms().platform().add(Quirk.STORAGE_PARENT);
    Answer begun = platform.begin(platform.browser(), platform.student());
    String next = begun.body().replaceAll("(?s).*href=\"([^\"]*/lti13/auth[^\"]*)\".*", "$1");
    post(page, platform.lms().answer(URI.create(next.replace("&amp;", "&"))));
    assertThat(page.locator("[data-offer] a")).isVisible();
    Pictures.takeAndCheck(page, "lti-ask-window");
  }

  @Test
  @Requirement("I30")
  void whatAMessageAboutAPersonOrACopiedCourseOpensIsReadableByEverybody() {
    Person teacher = platform.lms().course().teacher();
    Person ann = platform.lms().course().students().get(0);
    Launch first = stored(platform.browser(), platform.teacher());
    Resource exam = world.resource(first);
    sit(exam, stored(platform.browser(), platform.student()));

    look(about(Message.SUBMISSION_REVIEW, teacher, ann.id()), "review-of-a-learner");
    look(about(Message.SUBMISSION_REVIEW, teacher, "nobody"), "review-of-nobody");
    look(privacy(teacher, ann.id()), "privacy-of-a-person");
    look(privacy(teacher, "nobody"), "privacy-of-nobody");
    erase(privacy(teacher, ann.id()));
    look(
        platform
            .teacher()
            .with("L:context", Map.of("id", World.name("copy"), "title", "Algebra 2"))
            .with("L:resource_link", Map.of("id", World.name("link"), "title", "Exam"))
            .with(
                "L:custom",
                Map.of(
                    "resource_link_id_history", platform.lms().course().activities().get(0).id())),
        "instructor-choose-earlier");
  }

  @Test
  @Requirement({"AG-12", "BO-16", "I30"})
  void whatTheGradebookHasOtherwiseIsReadableByEverybody() {
    Activity activity = platform.lms().course().addActivity("Second exam");
    Launch13 teacher = platform.lms().launch13(platform.lms().course().teacher(), activity);
    Resource exam = world.resource(stored(platform.browser(), teacher));
    List<Person> students = platform.lms().course().students().subList(0, 3);
    for (Person student : students) {
      Launch launch = stored(platform.browser(), platform.lms().launch13(student, activity));
      sit(exam, launch);
      world.db().tx(tx -> new Grades().changed(tx, attempts(tx, exam, launch)));
    }
    Columns columns = platform.lms().platform().columns();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> students.stream().allMatch(s -> isIn(columns, activity, s)));
    String column = columns.ofActivity(activity).orElseThrow().id();
    columns.write(column, students.get(0).id(), "80", "");
    columns.write(column, students.get(1).id(), "", "");

    opened(
        teacher,
        page -> {
          page.click("[data-action=compare]");
          assertThat(page.locator("[data-person]")).hasCount(2);
          Pictures.takeAndCheck(page, "instructor-compare-differences");
          page.press("[data-action=resend-all]", "Enter");
          assertThat(page.locator("[data-table=attempts]")).isVisible();
        });
  }

  private static boolean isIn(Columns columns, Activity activity, Person student) {
    return columns
        .ofActivity(activity)
        .flatMap(column -> columns.findResult(column.id(), student.id()))
        .isPresent();
  }

  private static long[] attempts(Tx tx, Resource exam, Launch launch) {
    return tx
        .list(
            "select id from attempt where resource_id = ? and person_id = ?",
            row -> row.longAt("id"),
            exam.id(),
            launch.personId())
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static void begin(Page page) {
    Form login = platform.student().login();
    page.navigate(login.url() + "?" + login.encoded());
    assertThat(page.locator("[data-store]")).isVisible();
  }

  private static void post(Page page, Form form) {
    page.evaluate(POST, Map.of("url", form.url().toString(), "fields", Platform13.fields(form)));
    page.waitForURL(form.url().toString());
  }

  private static Launch13 about(String type, Person reader, String person) {
    return platform
        .lms()
        .launch13(type, reader, platform.lms().course().activities().get(0))
        .with("L:for_user", Map.of("user_id", person));
  }

  private static Launch13 privacy(Person reader, String person) {
    return about(Message.DATA_PRIVACY, reader, person).with("L:roles", List.of(ADMINISTRATOR));
  }

  private static void look(Launch13 launch, String name) {
    opened(launch, page -> Pictures.takeAndCheck(page, name));
  }

  /** By the keyboard, after the site's administrator allowed it. */
  private static void erase(Launch13 launch) {
    world.db().run(tx -> tx.change("update lti13_registration set admins_erase = true"));
    opened(
        launch,
        page -> {
          Download file = page.waitForDownload(() -> page.press("[data-action=data]", "Enter"));
          assertTrue(file.suggestedFilename().matches("person-\\d+\\.json"));
          page.press("a.button-danger", "Enter");
          page.fill("[name=name]", "Somebody else");
          page.press("[name=name]", "Enter");
          assertThat(page.locator(".notice-bad")).isVisible();
          Pictures.takeAndCheck(page, "privacy-erase");
          page.fill("[name=name]", page.locator("#name-hint strong").textContent());
          page.press("[data-action=erase]", "Enter");
          assertThat(page.locator("[data-kept]")).hasCount(0);
        });
  }

  private static void opened(Launch13 launch, Consumer<Page> then) {
    Visitor visitor = platform.browser();
    Answer launched = platform.launch(visitor, launch);
    String cookie = LaunchCookie.nameOf(launched.location().split("/")[2]);
    try (BrowserContext person = browser.person()) {
      person.addCookies(
          List.of(
              new Cookie(cookie, visitor.cookie(cookie).orElseThrow())
                  .setUrl(site.app().toString().replace("http:", "https:"))
                  .setSecure(true)
                  .setHttpOnly(true)
                  .setSameSite(SameSiteAttribute.NONE)));
      Page page = person.newPage();
      page.navigate(site.app() + launched.location());
      then.accept(page);
    }
  }

  private static Launch stored(Visitor visitor, Launch13 launch) {
    String id = platform.launch(visitor, launch).location().split("/")[2];
    byte[] hash = new Tokens().hash(visitor.cookie(LaunchCookie.nameOf(id)).orElseThrow());
    return world.db().tx(tx -> new Launches().find(tx, id, hash)).orElseThrow();
  }

  private static void sit(Resource exam, Launch learner) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into attempt
                           (resource_id, person_id, exam_version_id, number, state, started_at,
                            last_saved_at, ended_at, end_reason, scaled_score, raw_score, max_score)
                    select ?, ?, ?, n, 'ended', now() - n * interval '1 day', now(),
                           now() - n * interval '23 hours', 'exam', n * 0.3, n * 3, 10
                      from generate_series(1, 2) n
                    """,
                    exam.id(),
                    learner.personId(),
                    exam.examVersionId()));
  }
}
