package org.examhall.web.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AccessChange;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.access.ExtraTime;
import org.examhall.core.access.ExtraTime.Unit;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.demo.lms.Behaviour;
import org.examhall.demo.lms.Orders;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Gradebook;
import org.examhall.testkit.Pictures;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every page at a desk's width and a phone's, looked at by axe and, in pictures, by us. */
class GalleryE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final World WORLD = World.fresh();
  private static @Nullable RunningApp running;

  /** One for all, whose cookies change: a new one takes longer than looking. */
  private static @Nullable Page page;

  @BeforeAll
  static void start() {
    running =
        RunningApp.start(
            WORLD,
            Map.of(
                "EXAMHALL_MAIL_HOST", "mail.invalid",
                "EXAMHALL_MAIL_FROM", "exams@example.edu"));
    page = browser.page();
  }

  @AfterAll
  static void stop() {
    app().close();
    WORLD.close();
  }

  @Test
  @Requirement({"IN4", "IN9", "ST2", "I30"})
  void everyPageIsReadableByEverybody() {
    Classroom fresh = new Classroom(WORLD);
    OpenLaunch teacher = fresh.teacher();
    look(teacher, "/", "instructor-choose-first");
    look(fresh.student(), "/", "student-not-set-up");
    look(fresh.observer(), "/", "observer-not-set-up");
    Resource resource = fresh.exam();
    teacher = fresh.teacher();
    look(teacher, "/", "instructor-dashboard-empty");
    look(teacher, "/exam?done=set_up", "instructor-exam-set-up");
    look(teacher, "/settings?saved=1", "instructor-settings");
    look(fresh.student(), "/", "student-front");
    look(fresh.observer(), "/", "observer");
    fresh.sit(resource);
    mailed(resource);
    look(teacher, "/", "instructor-dashboard");
    look(teacher, "/?search=nobody", "instructor-dashboard-nobody-found");
    look(teacher, "/extra-time", "instructor-extra-time-none");
    extraTime(resource);
    look(teacher, "/extra-time?done=saved", "instructor-extra-time");
    look(teacher, "/extra-time/new", "instructor-extra-time-give");
    long ann = WORLD.person(fresh.consumer, "Ann Student");
    fresh.attempt(resource, ann, 1, "ended", Optional.of("0.7083"));
    fresh.grade(resource, ann, "sent", "0.7083");
    look(fresh.student(ann), "/", "student-front-second");
    long ben = WORLD.person(fresh.consumer, "Ben Student");
    fresh.graded(resource, ben, "no_address");
    look(fresh.student(ben), "/", "student-front-not-asked-for");
    fresh.attempt(resource, ann, 2, "running", Optional.of("0.25"));
    look(fresh.student(ann), "/", "student-front-going-on");
    look(fresh.observerOf(ann), "/", "observer-of-a-student");
    look(fresh.student(ann), "/settings", "error");
    fresh.settings(resource, 1, "2030-03-01T09:00:00Z", "2030-03-02T09:00:00Z");
    look(fresh.student(), "/", "student-front-not-open");
    look(teacher, "/", "instructor-dashboard-not-open");
    look(teacher, "/settings", "instructor-settings-filled");
  }

  /** Some receipts were mailed; a server refused others in words without a blank. */
  private static void mailed(Resource resource) {
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into receipt_mail
                           (attempt_id, ended_at, state, reason, reason_detail, sent_at)
                    select id, ended_at,
                           case id % 4 when 0 then 'refused' else 'sent' end,
                           case id % 4 when 0 then 'recipient' end,
                           case id % 4 when 0 then '550-' || repeat('unknown_', 12) end,
                           case when id % 4 > 0 then now() end
                      from attempt
                     where resource_id = ?
                       and ended_at is not null
                    """,
                    resource.id()));
  }

  @Test
  @Requirement({"CG-01", "I30"})
  void aGroupOfTheClassIsChosenByTheKeyboardAndReadableByEverybody() {
    Classroom room = new Classroom(WORLD);
    Resource resource = room.exam();
    room.listOffered();
    for (String name : List.of("Ann Student", "Ben Student")) {
      long person = WORLD.person(room.consumer, name);
      room.attempt(resource, person, 1, "ended", Optional.of("0.7083"));
      room.listed(room.ltiUserId(person), name, "learner", true);
    }
    room.listed("cyd", "Cyd Student", "learner", true);
    room.grouped("cyd");
    look(room.teacher(), "/", "instructor-dashboard-groups");

    Page shown = page();
    shown.focus("#group");
    shown.keyboard().press("ArrowDown");
    shown.keyboard().press("ArrowDown");
    shown.keyboard().press("Tab");
    shown.keyboard().press("Enter");

    assertThat(shown.locator("[data-roster]")).containsText("1 of 1 have not started");
    assertThat(shown.locator("[data-attempt]")).hasCount(0);
    Pictures.takeAndCheck(shown, "instructor-dashboard-group");
    shown.click("[data-action=compare]");
    assertThat(shown.locator("[data-group]")).containsText("Tutorials: Morning");
    Pictures.takeAndCheck(shown, "instructor-compare-group");
    shown.click("[data-group] a");
    assertThat(shown.locator("[data-group]")).hasCount(0);
  }

  @Test
  @Requirement("I30")
  void choosingForTheLmsIsReadableByEverybody() {
    Classroom room = new Classroom(WORLD);
    OpenLaunch teacher = room.selecting(Role.INSTRUCTOR);
    look(teacher, "/", "instructor-select-none");
    room.exam();
    long uploaded = WORLD.exam(room.course);
    look(teacher, "/?chosen=" + uploaded, "instructor-select");
  }

  @Test
  @Requirement({"ST11", "IN23", "I30"})
  void receiptsAreReadableByEverybody() {
    Classroom room = new Classroom(WORLD);
    Resource resource = room.exam();
    OpenLaunch teacher = room.teacher();
    long ann = WORLD.person(room.consumer, "Ann Student");
    long attempt = room.attempt(resource, ann, 1, "ended", Optional.of("0.7083"));
    room.grade(resource, ann, "sent", "0.7083");
    room.received(attempt, 1, 1, "3", false);
    look(teacher, "/receipts", "instructor-receipt-check");
    String code = look(room.student(ann), receipt(attempt), "student-receipt");
    print(room.student(ann), receipt(attempt), "student-receipt-printed");
    room.received(attempt, 2, 2, "4", true);
    look(room.student(ann), receipt(attempt), "student-receipt-incomplete");
    room.received(attempt, 2, 1, "4", true);
    look(teacher, "/receipts?code=" + code, "instructor-receipt-valid");
    look(teacher, "/receipts?code=" + code.replace('-', '7'), "instructor-receipt-not-valid");
  }

  @Test
  void aComparisonWithTheGradebookIsReadableByEverybody() {
    try (Gradebook book = Gradebook.in(WORLD)) {
      Gradebook.Student student = book.student();
      book.score(student, "0.7083");
      WORLD
          .db()
          .run(
              tx ->
                  tx.change(
                      """
                      update score_outbox
                         set state = 'sent', sent_at = now(), next_try_at = null
                       where resource_id = ?
                      """,
                      book.exam().resourceId()));
      OpenLaunch teacher = book.exam().open(book.exam().student(), Role.INSTRUCTOR);
      look(teacher, "/grades", "instructor-compare");
      look(teacher, "/grades/" + student.personId(), "instructor-compare-missing");
      book.lms().orders().add(Orders.Order.always(Behaviour.FAILURE_200));
      look(teacher, "/grades/" + student.personId(), "instructor-compare-failed");
    }
  }

  private static void print(OpenLaunch launch, String path, String name) {
    open(launch, path);
    page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertEquals(0, page().locator("button:visible, .button:visible").count(), name);
    Pictures.take(page(), name);
    page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
  }

  private static String receipt(long attempt) {
    return "/attempts/" + attempt + "/receipt";
  }

  private static void extraTime(Resource resource) {
    AccessChanges changes = new AccessChanges();
    WORLD
        .db()
        .run(
            tx -> {
              List<Long> persons =
                  changes.students(tx, resource.id()).stream()
                      .map(AccessChange.Member::personId)
                      .toList();
              Optional<ExtraTime> quarter = Optional.of(new ExtraTime(Unit.PERCENT, 25));
              Optional<ExtraTime> minutes = Optional.of(new ExtraTime(Unit.MINUTES, 15));
              Allowance some = new Allowance(quarter, Optional.empty(), Optional.empty());
              Allowance more = new Allowance(minutes, Optional.of(120), Optional.of(1));
              changes.add(tx, resource.id(), some, persons.subList(1, 4), persons.get(0));
              changes.add(tx, resource.id(), more, persons.subList(3, 4), persons.get(0));
            });
  }

  /** Checks the page; the code that is on it, if any. */
  private static String look(OpenLaunch launch, String path, String name) {
    int status = open(launch, path);
    assertEquals(name.equals("error") ? 403 : 200, status, name);
    Pictures.takeAndCheck(page(), name);
    String code = String.join("", page().locator("[data-code]").allTextContents());
    Pictures.checkInGerman(page(), name);
    return code;
  }

  /** As the person of this launch and nobody else; the status. */
  private static int open(OpenLaunch launch, String path) {
    page().context().clearCookies();
    page().context().addCookies(List.of(cookie(launch)));
    return page().navigate(app().app() + "/l/" + launch.launch().id() + path).status();
  }

  private static RunningApp app() {
    return requireNonNull(running);
  }

  private static Page page() {
    return requireNonNull(page);
  }

  private static Cookie cookie(OpenLaunch launch) {
    return new Cookie(LaunchCookie.nameOf(launch.launch().id()), launch.token())
        .setUrl(app().app().toString().replace("http:", "https:"))
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(SameSiteAttribute.NONE);
  }
}
