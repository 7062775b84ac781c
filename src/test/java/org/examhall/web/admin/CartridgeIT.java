package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cartridge as an LMS fetches it, and the page that decides what is in it. */
class CartridgeIT {
  private static World world;
  private static RunningApp app;

  private final Visitor lms = new Visitor(app.app());

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  @Requirement("XC-01")
  void theCartridgeIsServedAtItsOldAndNewAddresses() {
    for (String path : List.of("/lti11/config.xml", "/config.xml", "/lti/config.xml")) {
      Visitor.Answer answer = lms.get(path);

      assertEquals(200, answer.status(), path);
      assertTrue(answer.header("Content-Type").orElseThrow().startsWith("application/xml"));
      assertTrue(answer.body().contains(app.app() + "/lti11/launch"), answer.body());
    }
    String icon = lms.get("/config.xml").body().replaceAll("(?s).*<blti:icon>([^<]+)<.*", "$1");
    assertEquals(200, lms.get(icon.substring(app.app().toString().length())).status());
  }

  @Test
  @Requirement({"XC-02", "XC-03"})
  void whatIsTickedIsOfferedAndWhoChangedItIsKept() {
    Visitor admin = Staff.admin(world, app);
    String page = admin.get("/admin/cartridge").body();

    Visitor.Answer saved =
        admin.post(
            "/admin/cartridge",
            Map.of(
                "placement", "course_navigation",
                "visibility-course_navigation", "admins",
                "visibility-quiz_menu", "members"));
    admin.post("/admin/cartridge", Map.of("placement", "nowhere"));
    String afterwards = admin.get("/admin/cartridge").body();

    assertTrue(page.contains("value=\"" + app.app() + "/lti11/config.xml\""), page);
    assertTrue(
        page.contains("value=\"link_selection\" aria-describedby=\"link_selection-hint\" checked"));
    assertEquals("/admin/cartridge?saved=placements", saved.location());
    assertFalse(afterwards.contains("-hint\" checked"), afterwards);
    assertEquals(List.of("course_navigation", ""), audited());
  }

  private static List<String> audited() {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select details->>'placements' as names
                      from audit_log
                     where action = 'cartridge.changed' and actor like 'staff:%'
                     order by id
                    """,
                    row -> row.text("names")));
  }
}
