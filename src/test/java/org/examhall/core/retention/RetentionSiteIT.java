package org.examhall.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.examhall.boot.Commands;
import org.examhall.core.attempt.ErasePerson;
import org.examhall.core.context.Role;
import org.examhall.core.user.Actor;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The administrator's page and command, and files that are read while retention deletes. */
class RetentionSiteIT {
  private static final String PATH = "/admin/retention";

  /** More than are read at once. */
  private static final int MANY = 520;

  private static World world;
  private static RunningApp app;
  private static Visitor admin;

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    admin = Staff.admin(world, app);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @AfterEach
  void whatIsLeftIsOfToday() {
    change("update context set last_launch_at = now()");
    change("update retention_rule set enabled = false, begins_at = null");
  }

  @Test
  void thePageShowsWhatWouldGoBeforeItCanBeSavedAndChangesNothing() {
    long context = LongAgo.sitting(world).launch().contextId();
    String all = admin.get(PATH).body();
    String asked = admin.get(PATH + "?asked=1&work=on&work_months=36&people_months=24").body();
    String later = admin.get(PATH + "?asked=1&work=on&work_months=60&people_months=24").body();

    assertTrue(all.contains("saved: off, all is kept."), all);
    assertFalse(all.contains("data-context") || all.contains("data-action=\"save\""), all);
    assertTrue(asked.contains("data-context=\"" + context + "\""), asked);
    assertTrue(asked.contains("data-action=\"save\""), asked);
    assertFalse(later.contains("data-context"), later);
    assertEquals(
        1,
        count(
            "select count(*) as n from attempt a join resource r on r.id = a.resource_id where r.context_id = ?",
            context));
    assertEquals(0, count("select count(*) as n from retention_rule where enabled"));
  }

  @Test
  void rulesAreSavedWithAWeekOfGraceAndOnlyWithMonthsThatMakeSense() {
    Sitting old = LongAgo.sitting(world);
    admin.get(PATH);
    Answer zero = admin.post(PATH, form("0"));
    Answer words = admin.post(PATH, form("two"));
    int looked = admin.get(PATH + "?asked=1&work=on&work_months=2&people_months=24").status();
    Answer saved = admin.post(PATH, form("36"));

    String page = admin.get(saved.location()).body();
    String nothing = command("retention");
    String dry = command("retention", "--dry-run");

    assertEquals(400, zero.status());
    assertTrue(zero.body().contains("a number from 3 to 240"), zero.body());
    assertEquals(400, words.status());
    assertEquals(400, looked);
    assertTrue(page.contains("on, but nothing goes before"), page);
    assertTrue(nothing.contains("no rule has begun"), nothing);
    assertTrue(dry.contains("rule work: after 36 months, from "), dry);
    assertTrue(dry.contains("course " + old.launch().contextId() + ", last used "), dry);
    assertTrue(dry.contains("would go now: 1 attempts and 1 grades in 1 courses"), dry);
    String log = admin.get("/admin/audit?action=retention.turned_on").body();
    assertTrue(log.contains("retention:work"), log);
  }

  @Test
  void thePageShowsWhatTheLastRunsDeleted() {
    LongAgo.sitting(world);
    LongAgo.rules(world, 36, 24);

    String said = command("retention");

    assertTrue(said.contains("1 attempts and 1 grades deleted, 1 courses cleared"), said);
    String page = admin.get(PATH).body();
    String row = page.substring(page.indexOf("data-run="));
    assertTrue(row.contains("Done"), row);
  }

  @Test
  @Requirement("F28")
  void aClassIsExportedAsItWasWhileRetentionDeletesItsWork() throws Exception {
    GradedExam exam = manyStudents();
    OpenLaunch looker = exam.open(world.person(exam.consumer(), "Admin"), Role.INSTRUCTOR);
    long context = looker.launch().contextId();
    String path = "/l/" + looker.launch().id() + "/attempts.csv";
    world.db().run(tx -> LongAgo.age(tx, context, looker.launch().id()));
    String before = get(looker, path);

    String during =
        whileDeleting(tx -> deleteWork(tx, context), "score_outbox", () -> get(looker, path));
    String after = get(looker, path);

    assertEquals(MANY + 1, before.lines().count());
    assertEquals(before, during);
    assertEquals(1, after.lines().count());
    assertEquals(
        MANY,
        count(
            "select sum((details ->> 'attempts')::integer)::bigint as n from audit_log where subject = ?",
            "context:" + context));
  }

  @Test
  @Requirement("F28")
  void aFileThatFailsIsAMessageOrBrokenOffAndNeverLooksWhole() {
    GradedExam exam = manyStudents();
    OpenLaunch looker = exam.open(world.person(exam.consumer(), "Admin"), Role.INSTRUCTOR);
    change(
        """
        update attempt
           set raw_score = 'NaN'
         where person_id = (select person_id
                              from attempt a
                              join person p on p.id = a.person_id
                             where a.resource_id = ?
                             order by lower(p.display_name) desc
                             limit 1)
        """,
        exam.resourceId());

    String path = "/l/" + looker.launch().id() + "/attempts.csv";

    Answer notBegun = visitor(looker).get(path);

    assertEquals(500, notBegun.status());
    assertTrue(notBegun.body().contains("Something went wrong on our side"), notBegun.body());
    change("update person set display_name = display_name || repeat(' long', 20)");
    assertThrows(UncheckedIOException.class, () -> get(looker, path));
  }

  @Test
  @Requirement("F28")
  void aReceiptIsWholeWhileItsStudentIsErased() throws Exception {
    Sitting old = LongAgo.sitting(world);
    long person = old.launch().personId();
    OpenLaunch student =
        world.launch(
            old.consumer(),
            old.launch().contextId(),
            old.launch().resourceLinkId().orElseThrow(),
            person,
            Role.LEARNER);
    String path = "/l/" + student.launch().id() + "/attempts/" + old.attemptId() + "/receipt.txt";
    ErasePerson erase = new ErasePerson(LongAgo.AUDIT);

    String before = get(student, path);
    String during =
        whileDeleting(
            tx -> erase.run(tx, Actor.SYSTEM, person, true),
            "attempt_batch",
            () -> get(student, path));

    assertTrue(before.contains("Algebra 1"), before);
    assertEquals(before, during);
    assertEquals(403, visitor(student).get(path).status());
  }

  /**
   * What is read while things are deleted: it begins before the deletion is committed, and waits at
   * {@code table} until it is.
   */
  private static String whileDeleting(Consumer<Tx> delete, String table, Supplier<String> read)
      throws Exception {
    Future<String> reading =
        world
            .db()
            .tx(
                tx -> {
                  delete.accept(tx);
                  tx.change("lock table " + table + " in access exclusive mode");
                  CompletableFuture<String> begun = CompletableFuture.supplyAsync(read);
                  Awaitility.await().until(() -> begun.isDone() || waits(tx, table));
                  return begun;
                });
    return reading.get(30, TimeUnit.SECONDS);
  }

  /** All of the course's work in one transaction, so that there is a moment to wait for. */
  private static void deleteWork(Tx tx, long context) {
    RemoveWork remove = new RemoveWork(new RetentionReach(), LongAgo.AUDIT);
    boolean more = true;
    while (more) {
      more = remove.run(tx, context, 36).more();
    }
  }

  private static boolean waits(Tx tx, String table) {
    return tx.only(
        """
        select exists (select 1
                         from pg_locks
                        where relation = ?::regclass
                          and not granted) as waits
        """,
        row -> row.flag("waits"),
        table);
  }

  private static GradedExam manyStudents() {
    GradedExam exam = GradedExam.in(world);
    change(
        """
        with student as (
          insert into person (consumer_id, display_name)
          select ?, 'Student ' || n from generate_series(1, ?) n
          returning id),
        sat as (
          insert into attempt (resource_id, person_id, exam_version_id, number, state, scaled_score)
          select r.id, student.id, r.exam_version_id, 1, 'ended', 0.5
            from resource r, student
           where r.id = ?
          returning resource_id, person_id)
        insert into score_outbox
               (resource_id, person_id, consumer_id, scaled_score, state, next_try_at, sent_at)
        select resource_id, person_id, ?, 0.5, 'sent', null, now()
          from sat
        """,
        exam.consumer().id(),
        MANY,
        exam.resourceId(),
        exam.consumer().id());
    return exam;
  }

  private static String get(OpenLaunch launch, String path) {
    return visitor(launch).get(path).body();
  }

  private static Visitor visitor(OpenLaunch launch) {
    return new Visitor(app.app())
        .withCookie(LaunchCookie.nameOf(launch.launch().id()), launch.token());
  }

  private static Map<String, String> form(String months) {
    return Map.of("asked", "1", "work", "on", "work_months", months, "people_months", "24");
  }

  private static String command(String... words) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), app.config().text(option));
    }
    StringWriter out = new StringWriter();
    assertEquals(0, Commands.line(environment, new PrintWriter(out)).execute(words));
    return out.toString();
  }

  private static void change(String sql, Object... values) {
    world.db().run(tx -> tx.change(sql, values));
  }

  private static long count(String sql, Object... values) {
    return world.db().tx(tx -> tx.only(sql, row -> row.longAt("n"), values));
  }
}
