package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of what administrators did. */
class AuditIT {
  private static World world;
  private static RunningApp app;
  private static Visitor admin;

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    admin = Staff.admin(world, app).from("203.0.113.7");
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  @Requirement({"AD1", "AD6"})
  void aChangeIsFoundWithWhoDidItWhenFromWhereAndToWhat() {
    long consumer = world.consumer().id();
    admin.get("/admin/consumers/" + consumer);
    admin.post("/admin/consumers/" + consumer + "/enabled", Map.of("enabled", "false"));

    String all = admin.get("/admin/audit").body();
    String row = rowOf(all, "consumer:" + consumer);
    String actor = match(all, "<option value=\"(staff:\\d+)\">");
    String by = admin.get("/admin/audit?actor=" + actor + "&action=consumer.disabled").body();
    String others = admin.get("/admin/audit?actor=system&action=consumer.disabled").body();

    assertTrue(row.contains(">admin-"), row);
    assertTrue(row.contains("203.0.113.7"), row);
    assertTrue(row.contains(">LMS deactivated<"), row);
    assertTrue(row.contains("href=\"/admin/consumers/" + consumer + "\""), row);
    assertEquals(Set.of("consumer.disabled"), actions(by));
    assertEquals(Set.of(), actions(others));
  }

  @Test
  @Requirement("AD1")
  void signInsAndWrongTriesAreWrittenDown() {
    long before = count("staff.sign_in_failed");
    Visitor stranger = new Visitor(app.app()).from("203.0.113.8");
    String name = match(admin.get("/admin/audit").body(), "<option value=\"staff:\\d+\">([^<]+)<");
    stranger.get("/admin/login");

    stranger.post("/admin/login", Map.of("username", name, "password", "wrong"));
    stranger.post("/admin/login", Map.of("username", "nobody", "password", "wrong"));

    assertEquals(before + 1, count("staff.sign_in_failed"));
    String page = admin.get("/admin/audit?action=staff.sign_in_failed&period=24h").body();
    assertTrue(page.contains("203.0.113.8"), page);
    assertTrue(count("staff.signed_in") > 0);
  }

  @Test
  void olderLinesAreOnFurtherPages() {
    AuditLog log = new AuditLog(new Json());
    world
        .db()
        .run(
            tx -> {
              for (int i = 0; i < 60; i++) {
                log.add(
                    tx,
                    Actor.SYSTEM,
                    AuditAction.TOOL_KEY_REVOKED,
                    "number:" + i,
                    Map.of("a", "b"));
              }
            });

    String first = admin.get("/admin/audit?action=tool_key.revoked").body();
    String older = match(first, "rel=\"next\" href=\"([^\"]+)\"").replace("&amp;", "&");
    String second = admin.get(older).body();

    assertTrue(first.contains("number:59<"), first);
    assertFalse(first.contains("number:9<"));
    assertTrue(second.contains("number:9<") && second.contains("number:0<"), second);
    assertFalse(second.contains("rel=\"next\""));
  }

  @ParameterizedTest
  @EnumSource
  void everyActionHasWords(AuditAction action) {
    assertFalse(new Messages().text(Locale.ENGLISH, action.messageKey()).isBlank());
  }

  @Test
  void whatAnotherVersionDidIsShownByItsCode() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "insert into audit_log (actor, action) values ('system', 'later.version')"));

    String page = admin.get("/admin/audit?action=later.version").body();

    assertTrue(page.contains("data-did=\"later.version\">later.version<"), page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_log set actor = 'nobody'",
        "delete from audit_log where id = 1",
        "truncate audit_log"
      })
  void nobodyChangesWhatIsWritten(String sql) {
    SqlFailure refused = assertThrows(SqlFailure.class, () -> world.db().run(tx -> tx.change(sql)));

    assertTrue(String.valueOf(refused.getCause()).contains("only added"), refused.toString());
  }

  private static long count(String action) {
    List<Long> found =
        world
            .db()
            .tx(
                tx ->
                    tx.list(
                        "select count(*) as n from audit_log where action = ?",
                        row -> row.longAt("n"),
                        action));
    return found.get(0);
  }

  private static Set<String> actions(String page) {
    return Pattern.compile("data-did=\"([a-z._]+)\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static String rowOf(String page, String subject) {
    int at = page.indexOf(">" + subject + "<");
    return page.substring(page.lastIndexOf("<tr ", at), page.indexOf("</tr>", at));
  }

  private static String match(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }
}
