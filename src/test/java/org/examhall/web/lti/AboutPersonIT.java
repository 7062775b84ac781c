package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.resource.Resource;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Launches about one person: the gradebook's review of their work, and what is kept of them. */
class AboutPersonIT {
  private static final String ADMINISTRATOR =
      "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";
  private static final String INSTRUCTOR =
      "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor";

  private static World world;
  private static RunningApp site;
  private static Platform13 platform;
  private static Person ann;
  private static Person bob;
  private static long annsAttempt;
  private static long bobsAttempt;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world, Map.of("EXAMHALL_SUPPORT_CONTACT", "help@school.test"));
    platform = Platform13.known(world, site);
    ann = platform.lms().course().students().get(0);
    bob = platform.lms().course().students().get(1);
    Resource exam = world.resource(stored(platform.teacher()));
    annsAttempt = sit(exam, stored(message(Message.RESOURCE_LINK, ann)), "0.43");
    bobsAttempt = sit(exam, stored(message(Message.RESOURCE_LINK, bob)), "0.77");
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  @Test
  @Requirement("SR-01")
  void aTeacherReviewsTheAttemptsOfThatLearnerAndOfNobodyElse() {
    Visitor browser = platform.browser();
    String home = platform.launch(browser, review(teacher(), ann.id())).location();

    String page = browser.get(home).body();
    Answer player = browser.post(home + "attempts/" + annsAttempt + "/review", Map.of());

    assertTrue(page.contains("data-attempt=\"" + annsAttempt + "\""), page);
    assertTrue(page.contains("43%"), page);
    assertFalse(page.contains("data-attempt=\"" + bobsAttempt + "\""), page);
    assertFalse(page.contains("77%"), page);
    assertEquals(303, player.status(), player.body());
    assertTrue(player.location().startsWith(site.content() + "/play/#"), player.location());
  }

  @Test
  @Requirement("SR-01")
  void aLearnerReviewsTheirOwnWorkByTheRulesAndNobodyElses() {
    Visitor browser = platform.browser();
    String home = platform.launch(browser, review(ann, ann.id())).location();

    String page = browser.get(home).body();
    Answer own = browser.post(home + "attempts/" + annsAttempt + "/review", Map.of());
    Answer others = browser.post(home + "attempts/" + bobsAttempt + "/review", Map.of());
    Answer begun = browser.post(home + "start", Map.of());

    assertTrue(page.contains("data-attempt=\"" + annsAttempt + "\""), page);
    assertFalse(page.contains("data-action=\"start\""), page);
    assertEquals(List.of(303, 404, 403), List.of(own.status(), others.status(), begun.status()));
  }

  @Test
  @Requirement("RO-06")
  void aMentorBeginsNoAttempt() {
    String mentor = "http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor";
    Visitor browser = platform.browser();
    Launch13 launch = message(Message.RESOURCE_LINK, bob).with("L:roles", List.of(mentor));
    String home = platform.launch(browser, launch).location();

    assertEquals(200, browser.get(home).status());
    assertEquals(403, browser.post(home + "start", Map.of()).status());
  }

  @Test
  @Requirement({"SR-01", "I25"})
  void aLearnerIsRefusedTheWorkOfAnother() {
    Answer answer = platform.launch(review(bob, ann.id()));

    assertTrue(answer.location().startsWith(platform.lms().url() + "/as/" + bob.id() + "/return?"));
    assertEquals(List.of("REVIEW_OF_OTHERS"), platform.refusals(1));
  }

  @Test
  @Requirement("SR-01")
  void aLearnerWhoWasNeverHereIsSpokenOfInPlainWords() {
    Visitor browser = platform.browser();
    String home = platform.launch(browser, review(teacher(), "nobody-of-this-id")).location();

    String page = browser.get(home).body();

    assertTrue(page.contains("This person has not opened an exam here yet"), page);
    assertFalse(page.contains("data-attempt"), page);
  }

  @Test
  @Requirement("DP-01")
  void anAdministratorOfTheLmsIsToldWhatIsKeptOfAPerson() {
    Visitor browser = platform.browser();
    Answer launched = platform.launch(browser, privacy(ann.id(), ADMINISTRATOR));

    String page = browser.get(launched.location()).body();
    String unknown = home(privacy("nobody-of-this-id", ADMINISTRATOR));

    assertTrue(page.contains(ann.name()), page);
    assertTrue(page.contains("data-kept=\"attempts\">1<"), page);
    assertTrue(page.contains("data-kept=\"answers\">1<"), page);
    assertTrue(page.contains("help@school.test"), page);
    assertFalse(page.contains("/erase\""), page);
    assertTrue(unknown.contains("Nothing is kept of this person"), unknown);
    assertEquals(403, browser.get(launched.location() + "settings").status());
  }

  @Test
  @Requirement({"DP-01", "I25"})
  void theyTakeAlongTheDataOfThatPersonAndOfNobodyElse() {
    Visitor browser = platform.browser();
    String home = platform.launch(browser, privacy(ann.id(), ADMINISTRATOR)).location();
    browser.get(home);

    Answer file = browser.post(home + "data", Map.of("person", bob.id(), "for_user", bob.id()));
    Answer anothers = browser.get("/admin/persons/" + personId(bob));
    Answer reviewers = reviewing().post(home + "data", Map.of());

    assertEquals(200, file.status(), file.body());
    assertTrue(file.header("Content-Disposition").orElseThrow().startsWith("attachment"));
    assertTrue(file.body().contains(ann.name()), file.body());
    assertFalse(file.body().contains(bob.name()), file.body());
    assertFalse(file.body().contains("0.77"), file.body());
    assertEquals(List.of(403, 403), List.of(anothers.status(), reviewers.status()));
    assertEquals(
        List.of("person.data_taken person:" + personId(ann) + " by " + teacher().name()), log(1));
  }

  @Test
  @Requirement({"DP-01", "I25"})
  void theyEraseThatPersonOnlyWhereTheSiteAllowsIt() {
    Person cleo = newcomer("Cleo");
    Visitor browser = platform.browser();
    String home = platform.launch(browser, privacy(cleo.id(), ADMINISTRATOR)).location();
    browser.get(home);
    Map<String, String> sure = Map.of("name", cleo.name(), "open", "on");
    Visitor reviewer = reviewing();

    Answer closed = browser.post(home + "erase", sure);
    adminsErase(true);
    String offered = browser.get(home).body();
    String promise = browser.get(home + "erase").body();
    Answer mistyped = browser.post(home + "erase", Map.of("name", "Cleo", "open", "on"));
    Answer unticked = browser.post(home + "erase", Map.of("name", cleo.name()));
    Answer stranger = reviewer.post(home + "erase", sure);
    adminsErase(false);
    Answer closedAgain = browser.post(home + "erase", sure);

    assertTrue(offered.contains(home + "erase\""), offered);
    assertTrue(promise.contains("1 attempt, no answers, no grades and 1 launch."), promise);
    assertTrue(promise.contains("What the LMS has, such as grades that were sent"), promise);
    assertEquals(
        List.of(403, 400, 409, 403, 403),
        List.of(
            closed.status(),
            mistyped.status(),
            unticked.status(),
            stranger.status(),
            closedAgain.status()));
    assertTrue(personId(cleo) > 0);
  }

  @Test
  @Requirement("DP-01")
  void whoIsErasedTwiceIsErasedOnceAndItIsWrittenDownByWhom() {
    Person dora = newcomer("Dora");
    long person = personId(dora);
    Visitor browser = platform.browser();
    String home = platform.launch(browser, privacy(dora.id(), ADMINISTRATOR)).location();
    adminsErase(true);
    browser.get(home + "erase");
    Map<String, String> sure = Map.of("name", dora.name(), "open", "on");

    Answer once = browser.post(home + "erase", sure);
    Answer twice = browser.post(home + "erase", sure);
    String page = browser.get(home).body();
    change("update launch set expires_at = now() where id = '" + home.split("/")[2] + "'");
    Answer late = browser.post(home + "erase", sure);
    adminsErase(false);

    assertEquals(List.of(home, home), List.of(once.location(), twice.location()));
    assertTrue(page.contains("Nothing is kept of this person"), page);
    assertEquals(403, late.status());
    assertEquals(List.of("person.erased person:" + person + " by " + teacher().name()), log(1));
    assertTrue(personId(ann) > 0);
  }

  @Test
  @Requirement({"DP-01", "I25"})
  void whomAnotherLmsCallsByTheSameIdIsSomebodyElse() {
    Visitor browser = platform.browser();
    String home;
    Lti13Rules allowed =
        new Lti13Rules(false, false, List.of("RS256"), 60, 600, List.of(), false, true);
    try (Platform13 other = Platform13.known(world, site, allowed)) {
      other.launch(other.student());
      Launch13 launch =
          other
              .lms()
              .launch13(Message.DATA_PRIVACY, teacher(), other.lms().course().activities().get(0))
              .with("L:roles", List.of(ADMINISTRATOR))
              .with("L:for_user", Map.of("user_id", ann.id()));
      home = other.launch(browser, launch).location();
    }

    String page = browser.get(home).body();
    Answer file = browser.post(home + "data", Map.of());
    Answer erased = browser.post(home + "erase", Map.of("name", ann.name()));

    assertTrue(page.contains("data-kept=\"attempts\">0<"), page);
    assertFalse(file.body().contains("0.43"), file.body());
    assertEquals(303, erased.status(), erased.body());
    assertTrue(browser.get(home).body().contains("Nothing is kept of this person"));
    assertTrue(personId(ann) > 0);
  }

  @Test
  @Requirement("DP-01")
  void nobodyElseIsToldThat() {
    platform.launch(privacy(ann.id(), INSTRUCTOR));
    List<String> professor = platform.refusals(1);
    platform.launch(message(Message.DATA_PRIVACY, teacher()));

    assertEquals(List.of("PRIVACY_FOR_ADMINS"), professor);
    assertEquals(List.of("PRIVACY_FOR_ADMINS", "PRIVACY_FOR_ADMINS"), platform.refusals(2));
  }

  /** Somebody who has an exam open. */
  private static Person newcomer(String name) {
    Person person = new Person(World.name("user"), name, "Student", Person.Role.LEARNER);
    Launch launch = stored(message(Message.RESOURCE_LINK, person));
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into attempt (resource_id, person_id, exam_version_id, number)
                    select resource_id, ?, exam_version_id, 1
                      from attempt
                     where id = ?
                    """,
                    launch.personId(),
                    annsAttempt));
    return person;
  }

  /** A browser with another launch, and a page of its own. */
  private static Visitor reviewing() {
    Visitor browser = platform.browser();
    browser.get(platform.launch(browser, review(teacher(), ann.id())).location());
    return browser;
  }

  private static void adminsErase(boolean allowed) {
    change(
        "update lti13_registration set admins_erase = %s where id = %d"
            .formatted(allowed, platform.registration().id()));
  }

  private static void change(String sql) {
    world.db().run(tx -> tx.change(sql));
  }

  private static long personId(Person person) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select person_id
                      from person_alias
                     where lti_user_id = ?
                       and consumer_id = ?
                    """,
                    row -> row.longAt("person_id"),
                    person.id(),
                    platform.registration().consumerId()));
  }

  /** What was written down last, newest first. */
  private static List<String> log(int most) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select a.action || ' ' || a.subject || ' by ' || p.display_name as line
                      from audit_log a
                      join person p on a.actor = 'person:' || p.id
                     order by a.id desc
                     limit ?
                    """,
                    row -> row.text("line"),
                    most));
  }

  private static Launch13 review(Person reader, String learner) {
    return message(Message.SUBMISSION_REVIEW, reader)
        .with("L:for_user", Map.of("user_id", learner));
  }

  private static Launch13 privacy(String person, String role) {
    return message(Message.DATA_PRIVACY, teacher())
        .with("L:roles", List.of(role))
        .with("L:for_user", Map.of("user_id", person));
  }

  private static Launch13 message(String type, Person person) {
    Activity exam = platform.lms().course().activities().get(0);
    return platform.lms().launch13(type, person, exam);
  }

  private static Person teacher() {
    return platform.lms().course().teacher();
  }

  private static String home(Launch13 launch) {
    Visitor browser = platform.browser();
    return browser.get(platform.launch(browser, launch).location()).body();
  }

  private static Launch stored(Launch13 launch) {
    Visitor browser = platform.browser();
    Answer launched = platform.launch(browser, launch);
    assertEquals(303, launched.status(), launched.body());
    String id = launched.location().split("/")[2];
    byte[] hash = new Tokens().hash(browser.cookie(LaunchCookie.nameOf(id)).orElseThrow());
    return world.db().tx(tx -> new Launches().find(tx, id, hash)).orElseThrow();
  }

  private static long sit(Resource exam, Launch learner, String score) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    with a as (
                      insert into attempt
                             (resource_id, person_id, exam_version_id, number, state, started_at,
                              last_saved_at, ended_at, end_reason, scaled_score)
                      values (?, ?, ?, 1, 'ended', now() - interval '1 hour', now(), now(), 'exam',
                              ?::numeric)
                      returning id),
                    c as (
                      insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
                      select id, 'cmi.interactions.0.learner_response', '42', 1, 1, 0, now() from a)
                    select id from a
                    """,
                    row -> row.longAt("id"),
                    exam.id(),
                    learner.personId(),
                    exam.examVersionId(),
                    score));
  }
}
