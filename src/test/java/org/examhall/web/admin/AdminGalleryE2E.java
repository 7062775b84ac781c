package org.examhall.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.context.Persons;
import org.examhall.core.context.Role;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.FirstAdmin;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccounts;
import org.examhall.demo.lms.lti.LaunchSigner;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.TimeCodes;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Browser;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Pictures;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The administrator's way from an empty site to the first refused launch, page by page. */
class AdminGalleryE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final String PASSWORD = "correct horse battery";
  private static final String POST =
      """
      ({ url, body }) => {
        const form = Object.assign(document.createElement("form"), { method: "post", action: url });
        for (const [name, value] of new URLSearchParams(body)) {
          form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        }
        document.body.append(form);
        form.submit();
      }
      """;
  private static World world;
  private static RunningApp app;
  private static String code;

  @BeforeAll
  static void start() {
    world = World.fresh();
    StaffAccounts accounts = new StaffAccounts();
    SetupCodes codes = new SetupCodes();
    var add = new AddStaffAccount(accounts, codes, new Passwords(), new AuditLog(new Json()));
    code = world.db().tx(new FirstAdmin(accounts, codes, add, new Tokens())::newCode).orElseThrow();
    app = RunningApp.start(world);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  void everyPageOfTheAdministrationIsReadableByEverybody() {
    Page page = browser.person(device -> device.setTimezoneId("Europe/Berlin")).newPage();
    look(page, "/", "welcome");
    look(page, "/admin/setup", "admin-setup");
    page.fill("[name=code]", code);
    page.fill("[name=username]", "ada");
    page.fill("[name=password]", PASSWORD);
    page.click("main button");
    assertThat(page.locator(".empty")).isVisible();
    Pictures.takeAndCheck(page, "admin-consumers-empty");
    look(page, "/admin", "admin-home-empty");
    look(page, "/admin/refusals", "admin-refusals-empty");

    look(page, "/admin/consumers/new", "admin-consumer-new");
    page.fill("[name=title]", "University of Examples: Moodle");
    page.fill("[name=key]", "moodle");
    page.click("main button");
    assertThat(page.locator("#secret")).isVisible();
    Pictures.takeAndCheck(page, "admin-consumer-made");
    page.fill("[name=window]", "30");
    page.click("form[action$=checks] button");
    assertThat(page.locator(".notice-bad")).isVisible();
    Pictures.takeAndCheck(page, "admin-consumer-checks");
    look(page, "/admin/consumers", "admin-consumers");

    refusedLaunch(browser.page());
    look(page, "/admin/refusals", "admin-refusals");
    look(page, "/admin/refusals?reference=ABCDEFGH", "admin-refusals-none-found");
    page.navigate(app.app() + "/admin/consumers");
    page.click("[data-consumer] a");
    assertThat(page.locator("[data-zone='Europe/Berlin']")).isVisible();
    Pictures.takeAndCheck(page, "admin-consumer");
    busy();
    page.click("text=Last 30 days");
    assertThat(page.locator("[data-zone='Europe/Berlin'] .timeline")).hasCount(2);
    Pictures.takeAndCheck(page, "admin-consumer-busy");
    courses(page);
    today();
    page.navigate(app.app() + "/admin");
    assertThat(page.locator("[data-zone='Europe/Berlin'] .timeline")).hasCount(4);
    Pictures.takeAndCheck(page, "admin-home");
    look(page, "/admin/audit", "admin-audit");
    look(page, "/admin/health", "admin-health");
    look(page, "/admin/cartridge", "admin-cartridge");
    people(page);
    accounts(page);
    retention(page);
    page.click("[action='/admin/logout'] button");
    look(page, "/admin/login", "admin-sign-in");
  }

  /** Courses of an LMS by periods, one of them, and what deleting says. */
  private static void courses(Page page) {
    GradedExam exam = GradedExam.behind(world, consumer(), "math-1", "quiz-1");
    String periods = "/admin/consumers/" + exam.consumer().id() + "/periods";
    page.navigate(app.app() + periods);
    LocalDate day = LocalDate.now(ZoneOffset.UTC);
    period(page, "This term", day.minusDays(40), day.plusDays(60));
    period(page, "Last term", day.minusDays(200), day.minusDays(80));
    period(page, "Next term", day.plusDays(90), day.plusDays(80));
    assertThat(page.locator(".notice-bad")).isVisible();
    Pictures.takeAndCheck(page, "admin-periods");
    exam.attempt(exam.student(), Optional.of("0.8"));
    page.click("main a >> nth=0");
    assertThat(page.locator("[data-context]")).hasCount(1);
    Pictures.takeAndCheck(page, "admin-contexts");
    page.click("[data-context] a");
    assertThat(page.locator("[data-resource]")).hasCount(1);
    Pictures.takeAndCheck(page, "admin-context");
    page.click(".button-danger");
    page.fill("[name=name]", "Another course");
    page.click("[data-action=delete]");
    assertThat(page.locator(".notice-bad")).isVisible();
    Pictures.takeAndCheck(page, "admin-context-delete");
    page.fill("[name=name]", "Course");
    page.click("[data-action=delete]");
    assertThat(page.locator("[data-action=restore]")).isVisible();
    Pictures.takeAndCheck(page, "admin-context-deleted");
    page.click("[data-action=restore]");
    assertThat(page.locator(".button-danger")).isVisible();
  }

  /** From the first letters of a name to the person, and to the class of an exam. */
  private static void people(Page page) {
    long consumer = consumer().id();
    world
        .db()
        .run(
            tx -> {
              long ann =
                  new Persons().save(tx, consumer, "ann", "Ann Student", "ann@uni.example").id();
              new Persons().save(tx, consumer, "anton", "Anton Bruckner", "");
              tx.change(
                  "update attempt set person_id = ? where id = (select max(id) from attempt)", ann);
            });
    page.navigate(app.app() + "/admin");
    page.fill("[type=search]", "ann");
    assertThat(page.locator("#suggestions option")).hasCount(1);
    page.press("[type=search]", "Enter");
    assertThat(page.locator("[data-table=hits] a")).hasCount(1);
    Pictures.takeAndCheck(page, "admin-search");
    look(page, "/admin/search?q=nobody", "admin-search-none");
    page.navigate(app.app() + "/admin/search?q=ann");
    page.click("[data-table=hits] a");
    assertThat(page.locator("[data-table=attempts]")).isVisible();
    Pictures.takeAndCheck(page, "admin-person");
    page.click(".button-danger");
    page.fill("[name=name]", "Somebody else");
    page.click("[data-action=erase]");
    assertThat(page.locator(".notice-bad")).isVisible();
    Pictures.takeAndCheck(page, "admin-person-erase");
    page.click("main a >> nth=0");
    page.click("[data-table=attempts] a");
    Page exam = page.waitForPopup(() -> page.click("[data-action=look] >> nth=0"));
    assertThat(exam.locator("[data-table=attempts]")).isVisible();
    Pictures.takeAndCheck(exam, "admin-class");
    exam.close();
  }

  /** Accounts, one's own with a second factor, and the page behind a link. */
  private static void accounts(Page page) {
    page.navigate(app.app() + "/admin/staff");
    page.fill("[name=username]", "helpdesk");
    page.click("[data-action=add]");
    String link = page.inputValue("#link");
    Pictures.takeAndCheck(page, "admin-staff");
    page.navigate(link);
    Pictures.takeAndCheck(page, "admin-password");
    look(page, "/admin/account", "admin-account");
    page.fill("#password-on", PASSWORD);
    page.click("[data-action=begin]");
    assertThat(page.locator(".qr")).isVisible();
    Pictures.takeAndCheck(page, "admin-second-factor");
    page.fill("#code", new TimeCodes().code(page.inputValue("#secret"), Instant.now()));
    page.click("[data-action=confirm]");
    assertThat(page.locator("[data-list=recovery] li")).hasCount(10);
    Pictures.takeAndCheck(page, "admin-recovery");
  }

  /** A course of years ago, what would go of it, and the rule for it. */
  private static void retention(Page page) {
    GradedExam exam = GradedExam.behind(world, consumer(), "algebra-2019", "quiz-1");
    for (int i = 0; i < 14; i++) {
      exam.attempt(exam.student(), Optional.of("0.5"));
    }
    world
        .db()
        .run(
            tx -> {
              tx.change(
                  "update resource set created_at = '2019-10-01' where id = ?", exam.resourceId());
              tx.change(
                  """
                  update attempt
                     set created_at = '2019-10-02', last_saved_at = '2019-10-02',
                         state = case when id % 7 = 0 then 'running' else 'ended' end
                   where resource_id = ?
                  """,
                  exam.resourceId());
              tx.change(
                  """
                  update context
                     set title = 'Algebra 2019', created_at = '2019-10-01',
                         last_launch_at = '2019-10-02'
                   where id = (select context_id from resource where id = ?)
                  """,
                  exam.resourceId());
            });
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into retention_run
                           (began_at, ended_at, lease_until, lease_holder, courses, attempts, failures)
                    values ('2026-03-01 03:40Z', '2026-03-01 03:41Z', now(), gen_random_uuid(), 3, 412, 1)
                    """));
    page.navigate(app.app() + "/admin/retention");
    page.check("#work");
    page.fill("#work-months", "36");
    page.click("[data-action=show]");
    assertThat(page.locator("[data-context]")).hasCount(1);
    Pictures.takeAndCheck(page, "admin-retention");
    page.click("[data-action=save]");
    assertThat(page.locator(".notice-good")).isVisible();
    Pictures.takeAndCheck(page, "admin-retention-saved");
  }

  private static void period(Page page, String name, LocalDate from, LocalDate to) {
    page.fill("#name-0", name);
    page.fill("#from-0", from.toString());
    page.fill("#to-0", to.toString());
    page.click("[data-action=add]");
  }

  private static Consumer consumer() {
    return world.db().tx(tx -> new ConsumerOverviews().list(tx)).get(0).consumer();
  }

  /** A day like others: launches in the morning, attempts, a grade that was refused. */
  private static void today() {
    GradedExam exam = GradedExam.behind(world, consumer(), "math-1", "quiz-2");
    for (int i = 0; i < 12; i++) {
      long student = exam.student();
      exam.launch(student, Role.LEARNER);
      exam.attempt(student, Optional.of("0.5"));
    }
    world
        .db()
        .run(
            tx -> {
              tx.change("update launch set created_at = now() - random() * interval '9 hours'");
              tx.change(
                  """
                  update attempt
                     set created_at = now() - random() * interval '9 hours',
                         ended_at = now() - random() * interval '5 hours', state = 'ended'
                   where id % 3 <> 0
                  """);
              tx.change(
                  """
                  insert into score_outbox
                         (resource_id, person_id, consumer_id, scaled_score, state, reason)
                  select a.resource_id, a.person_id, p.consumer_id, 0.5, 'refused', 'gone'
                    from attempt a
                    join person p on p.id = a.person_id
                   order by a.id desc
                   limit 2
                  """);
              tx.change(
                  """
                  insert into consumer_tally (consumer_id, event, since, outcome, times, last_at)
                  select min(id), 'grade', date_bin('15 minutes', now(), 'epoch') - interval '90 minutes',
                         'sent', 9, now()
                    from consumer
                  """);
            });
  }

  private static void refusedLaunch(Page student) {
    URI launch = app.app().resolve("/lti11/launch");
    Tool wrong = new Tool(launch, "moodle", "a secret that was typed wrong");
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("lti_message_type", "basic-lti-launch-request");
    fields.put("lti_version", "LTI-1p0");
    fields.put("resource_link_id", "quiz 1");
    fields.put("context_id", "mathematics");
    fields.put("user_id", "ann");
    fields.put("roles", "Learner");
    var signed = LaunchSigner.sign(wrong, OAuth.Method.HMAC_SHA1, Instant.now(), fields);
    student.navigate(app.app() + "/");
    student.evaluate(POST, Map.of("url", launch.toString(), "body", signed.formEncoded()));
    student.waitForURL(launch.toString());
    Pictures.takeAndCheck(student, "launch-refused");
  }

  /** Four weeks of a term, with a bad afternoon. */
  private static void busy() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into consumer_tally (consumer_id, event, since, outcome, times, last_at)
                    select k.consumer_id, o.event, date_bin('15 minutes', now(), 'epoch') - d * interval '1 day',
                           o.outcome, o.usual + d * 7919 % 23, now() - interval '1 hour'
                      from lti11_key k
                     cross join (values ('launch', '', 90), ('refusal', 'NONCE_USED', 2),
                                        ('grade', 'sent', 70), ('grade', 'gone', 1)) o (event, outcome, usual)
                     cross join generate_series(1, 27) d
                     where d % 7 not in (2, 3)
                    union all
                    select consumer_id, 'grade', date_bin('15 minutes', now(), 'epoch') - interval '96 hours',
                           'untrusted', 40, now()
                      from lti11_key
                    """));
  }

  private static void look(Page page, String path, String name) {
    page.navigate(app.app() + path);
    Pictures.takeAndCheck(page, name);
    Pictures.checkInGerman(page, name);
  }
}
