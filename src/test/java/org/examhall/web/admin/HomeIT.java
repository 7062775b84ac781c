package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the first page says of the installation. */
class HomeIT {
  private final World world = World.fresh();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsNotWellIsSaidInWordsTheWorstFirstWithTheWayToHealth() {
    try (RunningApp app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"))) {
      Visitor support = Staff.admin(world, app);
      change("update staff_account set role = 'support'");
      change(
          """
          insert into site_certificate (site, good_until)
          values ('pages', now() + interval '3 days'), ('player', now() - interval '1 second')
          """);

      String page = support.get("/admin").body();

      String concerns = page.substring(page.indexOf("id=\"concerns\""), page.indexOf("</section>"));
      assertTrue(concerns.contains("<span class=\"state state-bad\">Mend it</span>"), concerns);
      assertTrue(concerns.contains(" findings at a glance: player, worker, pages, "), concerns);
      assertTrue(concerns.contains("backup"), concerns);
      assertTrue(concerns.contains("<a href=\"/admin/health\">"), concerns);
      assertEquals(200, support.get("/admin/health").status());
    }
  }

  @Test
  void aSiteThatIsWellNeedsNothing() {
    try (RunningApp app = RunningApp.start(world)) {
      world
          .db()
          .run(
              tx ->
                  new AuditLog(new Json())
                      .add(tx, Actor.SYSTEM, AuditAction.BACKUP_TAKEN, "", Map.of()));

      String page = Staff.admin(world, app).get("/admin").body();

      assertTrue(page.contains("Nothing: the site is well at a glance"), page);
    }
  }

  private void change(String sql) {
    world.db().run(tx -> tx.change(sql));
  }
}
