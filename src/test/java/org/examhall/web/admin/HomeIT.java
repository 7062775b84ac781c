package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.GradedExam;
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
  void aSiteThatIsWellNeedsNothingAndTheLookMakesNoTable() {
    try (RunningApp app = RunningApp.start(world)) {
      noteBackup();
      change(
          """
          create function refuse() returns event_trigger language plpgsql
              as $$ begin raise exception 'no tables'; end $$
          """);
      change("create event trigger refuse on ddl_command_start execute function refuse()");

      String page = Staff.admin(world, app).get("/admin").body();

      assertTrue(page.contains("Nothing: the site is well at a glance"), page);
    }
  }

  @Test
  void aRefusedGradeIsSaidOnceAndOneThatWaitsForLongIsOfTheSitesHealth() throws IOException {
    try (RunningApp app = RunningApp.start(world)) {
      noteBackup();
      Visitor admin = Staff.admin(world, app);
      grade("refused", "now()");

      String refused = admin.get("/admin").body();
      grade("waiting", "now() - interval '11 minutes'");
      String both = admin.get("/admin").body();

      assertEquals("[grades]", concerns(refused).toString());
      assertEquals("[health, grades]", concerns(both).toString());
      assertTrue(both.contains("1 finding at a glance: grades."), both);
    }
  }

  private static List<String> concerns(String page) {
    return Pattern.compile("data-concern=\"(\\w+)\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private void grade(String state, String changedAt) throws IOException {
    GradedExam exam = GradedExam.in(world);
    for (String name : world.db().tx(new ExamVersions()::listPackages)) {
      Files.createDirectories(world.config().packages().resolve(name));
    }
    String sql =
        """
        insert into score_outbox
               (resource_id, person_id, consumer_id, scaled_score, state, next_try_at, changed_at)
        values (?, ?, ?, 0.5, '%s', now() + interval '1 hour', %s)
        """
            .formatted(state, changedAt);
    long student = exam.student();
    world.db().run(tx -> tx.change(sql, exam.resourceId(), student, exam.consumer().id()));
  }

  private void noteBackup() {
    world
        .db()
        .run(
            tx ->
                new AuditLog(new Json())
                    .add(tx, Actor.SYSTEM, AuditAction.BACKUP_TAKEN, "", Map.of()));
  }

  private void change(String sql) {
    world.db().run(tx -> tx.change(sql));
  }
}
