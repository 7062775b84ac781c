package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
    assertTrue(unknown.contains("Nothing is kept of this person"), unknown);
    assertEquals(403, browser.get(launched.location() + "settings").status());
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
