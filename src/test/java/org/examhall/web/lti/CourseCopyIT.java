package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.demo.lms.Course;
import org.examhall.demo.lms.Launch13;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A course is copied for the next year, with its links, which are new ones then. */
class CourseCopyIT {
  private static World world;
  private static RunningApp site;
  private static Platform13 platform;
  private static String oldLink;
  private static Resource lastYears;

  private final String course = World.name("copy");
  private final String link = World.name("link");

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform13.known(world, site);
    oldLink = platform.lms().course().activities().get(0).id();
    Launch teacher = stored(platform.browser(), platform.teacher());
    lastYears = world.resource(teacher);
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update resource_setting
                       set max_attempts = 2, time_limit_minutes = 50, grade_of = 'latest',
                           due_at = now() - interval '1 year',
                           available_until = now() + interval '1 year'
                     where resource_id = ?
                    """,
                    lastYears.id()));
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"resource_link_id_history", "ResourceLink.id.history"})
  @Requirement("CV-01")
  void aTeacherSetsUpLastYearsExamWithItsSettingsAndWithoutItsAttempts(String name) {
    Visitor browser = platform.browser();
    Launch13 copied = copied(platform.teacher(), Map.of(name, "nothing-here," + oldLink));
    Launch before = stored(browser, copied);
    String page = browser.get("/l/" + before.id() + "/").body();

    Answer done = reuse(browser, before, lastYears.id());

    assertTrue(page.contains(lastYears.title()), page);
    assertTrue(page.contains("Algebra 1"), page);
    assertEquals("/l/" + before.id() + "/settings", done.location());
    Launch after = find(browser, before.id());
    Resource now = resource(after);
    assertNotEquals(lastYears.id(), now.id());
    assertEquals(before.contextId(), now.contextId());
    assertEquals(sha256(lastYears), sha256(now));
    ResourceSetting setting = world.db().tx(tx -> new ResourceSettings().of(tx, now.id()));
    assertEquals(2, setting.maxAttempts().orElseThrow());
    assertEquals(50, setting.timeLimitMinutes().orElseThrow());
    assertTrue(setting.dueAt().isEmpty() && setting.availableUntil().isPresent());
    assertEquals(409, reuse(browser, before, lastYears.id()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"context_id_history", "Context.id.history"})
  @Requirement("CV-01")
  void whereOnlyTheCourseSaysWhatItIsACopyOfATeacherFindsTheirOwnExamsOfThatOne(String name) {
    Visitor browser = platform.browser();
    Map<String, String> custom = Map.of(name, "elsewhere," + Course.ID);
    Launch launch = stored(browser, copied(platform.teacher(), custom));
    Launch colleague = stored(browser, copied(platform.teacher(), custom).with("sub", "other"));
    Launch student = stored(browser, copied(platform.student(), custom));

    String page = browser.get("/l/" + launch.id() + "/").body();
    String theirs = browser.get("/l/" + colleague.id() + "/").body();
    int taken = reuse(browser, colleague, lastYears.id()).status();
    int wanted = reuse(browser, student, lastYears.id()).status();
    Answer done = reuse(browser, launch, lastYears.id());

    assertTrue(page.contains(lastYears.title()), page);
    assertFalse(theirs.contains(lastYears.title()), theirs);
    assertEquals(List.of(404, 403), List.of(taken, wanted));
    assertEquals("/l/" + launch.id() + "/settings", done.location());
    assertEquals(sha256(lastYears), sha256(resource(find(browser, launch.id()))));
  }

  @Test
  @Requirement("CV-01")
  void aStudentIsToldThatNothingIsSetUpYetAndSetsUpNothing() {
    Visitor browser = platform.browser();
    Launch student =
        stored(browser, copied(platform.student(), Map.of("resource_link_id_history", oldLink)));

    String page = browser.get("/l/" + student.id() + "/").body();

    assertFalse(page.contains(lastYears.title()), page);
    assertTrue(page.contains("This exam is not set up yet"), page);
    assertEquals(403, reuse(browser, student, lastYears.id()).status());
  }

  @Test
  @Requirement({"CV-01", "I25"})
  void whatTheHistoryDoesNotNameOrAnotherLmsHasIsNotToBeHad() {
    Visitor browser = platform.browser();
    Launch unnamed =
        stored(browser, copied(platform.teacher(), Map.of("resource_link_id_history", "other")));
    try (Platform13 another = Platform13.known(world, site)) {
      Visitor stranger = another.browser();
      Launch13 copied = copied(another.teacher(), Map.of("resource_link_id_history", oldLink));
      Launch elsewhere = stored(stranger, another, copied);

      assertFalse(browser.get("/l/" + unnamed.id() + "/").body().contains(lastYears.title()));
      assertFalse(stranger.get("/l/" + elsewhere.id() + "/").body().contains(lastYears.title()));
      assertEquals(404, reuse(browser, unnamed, lastYears.id()).status());
      assertEquals(404, reuse(stranger, elsewhere, lastYears.id()).status());
    }
  }

  @Test
  @Requirement({"CV-01", "I25"})
  void aTeacherWhoMakesAHistoryUpGetsNothingOfAColleague() {
    Visitor browser = platform.browser();
    Launch13 copied = copied(platform.teacher(), Map.of("resource_link_id_history", oldLink));
    Launch colleague = stored(browser, copied.with("sub", "another-teacher"));

    String page = browser.get("/l/" + colleague.id() + "/").body();

    assertFalse(page.contains(lastYears.title()), page);
    assertEquals(404, reuse(browser, colleague, lastYears.id()).status());
  }

  private Launch13 copied(Launch13 launch, Map<String, String> custom) {
    return launch
        .with("L:context", Map.of("id", course, "title", "Algebra next year"))
        .with("L:resource_link", Map.of("id", link, "title", "Exam"))
        .with("L:custom", custom);
  }

  /** Presses the button, whether or not the page has it. */
  private static Answer reuse(Visitor browser, Launch launch, long resourceId) {
    String token = browser.cookie(LaunchCookie.nameOf(launch.id())).orElseThrow();
    return browser
        .withForm(new Tokens().derive("csrf", token))
        .post("/l/" + launch.id() + "/reuse", Map.of("resource", Long.toString(resourceId)));
  }

  private static Launch stored(Visitor browser, Launch13 launch) {
    return stored(browser, platform, launch);
  }

  private static Launch stored(Visitor browser, Platform13 from, Launch13 launch) {
    Answer launched = from.launch(browser, launch);
    assertEquals(303, launched.status(), launched.body());
    return find(browser, launched.location().split("/")[2]);
  }

  private static Launch find(Visitor browser, String id) {
    byte[] hash = new Tokens().hash(browser.cookie(LaunchCookie.nameOf(id)).orElseThrow());
    return world.db().tx(tx -> new Launches().find(tx, id, hash)).orElseThrow();
  }

  private static Resource resource(Launch launch) {
    return world.db().tx(tx -> new Resources().of(tx, launch));
  }

  private static String sha256(Resource resource) {
    return world.db().tx(tx -> new ExamVersions().byId(tx, resource.examVersionId())).sha256();
  }
}
