package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator is led to the way that is best for an LMS. */
class AddLmsIT {
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

  @ParameterizedTest
  @CsvSource({
    "canvas, lti13, dynamic, true",
    "moodle, dynamic, lti13, true",
    "brightspace, dynamic, lti13, true",
    "sakai, dynamic, lti13, true",
    "blackboard, lti13, dynamic, true",
    "schoology, lti13, dynamic, true",
    "open_edx, lti13, lti11, false"
  })
  void theBestWayOfEachLmsIsRecommendedAndSaidWhy(
      String lms, String best, String other, boolean registersItself) {
    String page = admin.get("/admin/consumers/add?lms=" + lms).body();

    assertTrue(radio(page, best).contains("checked"), page);
    assertFalse(radio(page, other).contains("checked"), page);
    assertEquals(registersItself, page.contains("id=\"version-dynamic\""), page);
    assertTrue(page.contains(new Messages().text(Locale.ENGLISH, "admin.way_" + lms)), page);
    assertEquals(
        Set.of("blackboard", "schoology").contains(lms), page.contains("if your site offers it"));
  }

  @Test
  void whatWasTypedOfAnLmsIsInTheFormThatFollows() {
    String typed = "lms=moodle&title=Ex+%26+Ample&address=https%3A%2F%2Fmoodle.example";
    String ways = admin.get("/admin/consumers/add?" + typed).body();

    for (String version : List.of("dynamic", "lti13", "lti11")) {
      String next = admin.get("/admin/consumers/add?version=" + version + "&" + typed).location();
      String form = admin.get(next).body();

      assertTrue(form.contains("name=\"title\" value=\"Ex &amp; Ample\""), form);
      assertEquals(version.equals("dynamic"), form.contains("Add LTI Advantage"), form);
    }
    assertTrue(ways.contains("name=\"title\" value=\"Ex &amp; Ample\""), ways);
  }

  @Test
  void underANewInvitationNoFormIsOpen() {
    String before = admin.get("/admin/invites?lms=moodle").body();
    Visitor.Answer made = admin.post("/admin/invites", Map.of("title", "One", "lms", "moodle"));
    String after = admin.get(made.location()).body();

    assertFalse(before.contains("<details"), before);
    assertTrue(after.contains("id=\"invitation\""), after);
    assertTrue(after.contains("Add LTI Advantage"), after);
    assertTrue(
        Pattern.compile("(?s)<details>.*name=\"title\".*</details>").matcher(after).find(), after);
  }

  private static String radio(String page, String version) {
    Matcher radio =
        Pattern.compile("<input type=\"radio\" id=\"version-" + version + "\"[^>]*>").matcher(page);
    assertTrue(radio.find(), page);
    return radio.group();
  }
}
