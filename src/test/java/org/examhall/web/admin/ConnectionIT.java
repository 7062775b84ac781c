package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.lti.Platform13;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator tests a connection. */
class ConnectionIT {
  private static final Pattern ROW =
      Pattern.compile("data-step=\"(\\w+)\" data-verdict=\"(\\w+)\"");

  private static World world;
  private static RunningApp site;
  private static Visitor admin;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    admin = Staff.admin(world, site);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @Test
  @Requirement({"KY-03", "TK-04"})
  void beforeAnyLaunchTheKeysAndTheTokenAreTriedAndOurKeyIsShown() {
    try (Platform13 platform = Platform13.known(world, site)) {
      String page = test(platform.registration()).body();

      assertEquals(
          "{keys=good, token=good, clock=good, line_items=untried, roster=untried}",
          verdicts(page).toString(),
          page);
    }
  }

  @Test
  void afterALaunchTheGradebookAndTheMembersOfItsCourseAreReadToo() {
    try (Platform13 platform = Platform13.known(world, site)) {
      platform.launch(platform.teacher());

      String page = test(platform.registration()).body();

      assertEquals(
          "{keys=good, token=good, clock=good, line_items=good, roster=good}",
          verdicts(page).toString(),
          page);
      assertTrue(page.contains("The clock of the LMS "), page);
    }
  }

  @Test
  @Requirement("TK-04")
  void aRefusedTokenIsExplainedInThePlatformsWords() {
    try (Platform13 platform = Platform13.known(world, site)) {
      world
          .db()
          .run(
              tx ->
                  tx.change(
                      "update lti13_registration set token_audience = 'nobody' where id = ?",
                      platform.registration().id()));

      String page = test(platform.registration()).body();

      assertEquals("bad", verdicts(page).get("token"));
      assertTrue(page.contains("The LMS said: aud is not ours (HTTP 400)"), page);
      assertEquals("untried", verdicts(page).get("roster"));
    }
  }

  @Test
  void aPlatformThatIsNotThereIsAResultAndIsWrittenDown() {
    Lti13Registration registration = world.registration("http://127.0.0.2:1/keys");

    Visitor.Answer answer = test(registration);

    assertEquals(200, answer.status());
    assertEquals("bad", verdicts(answer.body()).get("keys"));
    assertEquals("bad", verdicts(answer.body()).get("token"));
    assertInWords(answer.body());
    assertInWords(admin.get("/admin/registrations/" + registration.id()).body());
    long lines =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        """
                        select count(*) as n
                          from audit_log
                         where action = 'registration.tested'
                           and subject = ?
                        """,
                        row -> row.longAt("n"),
                        "registration:" + registration.id()));
    assertEquals(1, lines);
  }

  private static void assertInWords(String page) {
    assertTrue(page.contains("could not be reached at its key set address"), page);
    assertFalse(page.contains("UNREACHABLE"), page);
  }

  private static Visitor.Answer test(Lti13Registration registration) {
    String path = "/admin/registrations/" + registration.id();
    String page = admin.get(path).body();
    assertTrue(page.contains("-----BEGIN PUBLIC KEY-----"), page);
    return admin.post(path + "/test", Map.of());
  }

  private static Map<String, String> verdicts(String page) {
    Map<String, String> verdicts = new LinkedHashMap<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      verdicts.put(row.group(1), row.group(2));
    }
    return verdicts;
  }
}
