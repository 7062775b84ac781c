package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.attempt.Mode;
import org.examhall.core.context.Persons;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing of a person is left when an administrator has erased them. */
class EraseIT {
  private static World world;
  private static RunningApp app;
  private static Visitor admin;

  private final Sitting sitting = Sitting.in(world);
  private final long person = sitting.launch().personId();
  private final String path = "/admin/persons/" + person + "/erase";

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

  @Test
  @Requirement("AD21")
  void nothingIsLeftOfWhomAnAdministratorErasesAndOthersKeepEverything() {
    Sitting other = Sitting.in(world);
    long attempt = sitting.attemptId();
    fill(sitting);
    fill(other);
    Set<String> before = tablesWith(person, attempt);
    Set<String> others = tablesWith(other.launch().personId(), other.attemptId());
    String promise = admin.get(path).body();

    int mistyped = admin.post(path, Map.of("name", "ann student")).status();
    int unticked = admin.post(path, Map.of("name", "Ann Student")).status();
    Set<String> kept = tablesWith(person, attempt);
    admin.post(path, Map.of("name", "Ann Student", "open", "on"));

    assertTrue(promise.contains("1 attempt, 1 answer, 1 grade and 1 launch."), promise);
    assertTrue(promise.contains("An exam of this person is not over"), promise);
    assertEquals(List.of(400, 409), List.of(mistyped, unticked));
    assertEquals(before, kept);
    assertTrue(before.size() > 12, before.toString());
    assertEquals(Set.of(), tablesWith(person, attempt));
    assertEquals(others, tablesWith(other.launch().personId(), other.attemptId()));
    assertEquals(404, admin.get("/admin/persons/" + person).status());
    String log = admin.get("/admin/audit?action=person.erased").body();
    assertTrue(log.contains("person:" + person + "<"), log);
  }

  @Test
  void whoseGradeIsOnItsWayIsErasedAMomentLater() {
    fill(sitting);
    change("update score_outbox set lease_until = now() + interval '1 minute' where person_id = ?");
    admin.get(path);

    Map<String, String> sure = Map.of("name", "Ann Student", "open", "on");
    Visitor.Answer refused = admin.post(path, sure);

    assertEquals(409, refused.status());
    assertTrue(refused.body().contains("is being sent"), refused.body());
    change("update score_outbox set lease_until = null where person_id = ?");
    assertEquals(303, admin.post(path, sure).status());
  }

  private void change(String sql) {
    world.db().run(tx -> tx.change(sql, person));
  }

  /** A row in every table that may have one. */
  private static void fill(Sitting of) {
    long person = of.launch().personId();
    long attempt = of.attemptId();
    of.window(Mode.NORMAL);
    world
        .db()
        .run(
            tx -> {
              new Persons().save(tx, of.consumer().id(), World.name("alias"), "X", "");
              tx.change(
                  "insert into attempt_lease (attempt_id, epoch, fresh_epoch) values (?, 1, 1)",
                  attempt);
              tx.change(
                  """
                  insert into attempt_cmi (attempt_id, key, value, epoch, seq, item, saved_at)
                  values (?, 'cmi.interactions.0.learner_response', '42', 1, 1, 0, now())
                  """,
                  attempt);
              tx.change(
                  """
                  insert into attempt_batch (attempt_id, epoch, seq, element_count, elements)
                  values (?, 1, 1, 1, '[]')
                  """,
                  attempt);
              tx.change(
                  "insert into attempt_question (attempt_id, position) values (?, 0)", attempt);
              tx.change(
                  "insert into attempt_event (attempt_id, event) values (?, 'opened')", attempt);
              tx.change(
                  "insert into attempt_archive (attempt_id, history) values (?, '[]')", attempt);
              tx.change(
                  """
                  with grade as (
                    insert into score_outbox (resource_id, person_id, consumer_id, scaled_score)
                    values (?, ?, ?, 0.5)
                    returning id)
                  insert into score_delivery (score_outbox_id, version, outcome, took_millis)
                  select id, 1, 'sent', 5 from grade
                  """,
                  of.resourceId(),
                  person,
                  of.consumer().id());
              tx.change(
                  """
                  insert into lti11_outcome (resource_link_id, person_id, lti11_key_id, service_url, sourcedid)
                  select ?, ?, id, 'https://lms.test/o', 'x' from lti11_key where consumer_id = ?
                  """,
                  of.launch().resourceLinkId().orElseThrow(),
                  person,
                  of.consumer().id());
              Allowance more = new Allowance(Optional.empty(), Optional.empty(), Optional.of(1));
              new AccessChanges().add(tx, of.resourceId(), more, List.of(person), person);
              tx.change(
                  "update exam set created_by = ? where context_id = ?",
                  person,
                  of.launch().contextId());
            });
  }

  /** Names of the tables in which a column that points to the person or the attempt has it. */
  private static Set<String> tablesWith(long person, long attempt) {
    return world
        .db()
        .tx(
            tx ->
                tx
                    .list(
                        """
                        select c.conrelid::regclass::text as t, a.attname as col, c.confrelid = 'person'::regclass as p
                          from pg_constraint c
                          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                         where c.contype = 'f'
                           and c.confrelid in ('person'::regclass, 'attempt'::regclass)
                        union all
                        select 'person', 'id', true
                        """,
                        row -> new Reference(row.text("t"), row.text("col"), row.flag("p")))
                    .stream()
                    .filter(
                        to ->
                            tx.only(
                                "select exists (select from %s where %s = ?) as some"
                                    .formatted(to.table(), to.column()),
                                row -> row.flag("some"),
                                to.toPerson() ? person : attempt))
                    .map(to -> to.table() + "." + to.column())
                    .collect(Collectors.toSet()));
  }

  private record Reference(String table, String column, boolean toPerson) {}
}
