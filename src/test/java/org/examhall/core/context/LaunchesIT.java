package org.examhall.core.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.Consumers;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Courses, people and launches on a real PostgreSQL. */
class LaunchesIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void aLaunchIsFoundOnlyWithItsOwnSecret() {
    Consumer school = world.consumer();
    long course = world.context(school);
    World.OpenLaunch opened =
        world.launch(school, course, world.link(course), world.person(school, "Ann"), Role.LEARNER);

    var found =
        world
            .db()
            .tx(tx -> new Launches().find(tx, opened.launch().id(), new Tokens().hash("another")));

    assertEquals("Ann", opened.launch().personName());
    assertTrue(found.isEmpty());
  }

  @Test
  void theSamePersonIsFoundAgainAndKeepsTheirNameWhenALaunchLeavesItOut() {
    Consumer school = world.consumer();
    Persons persons = new Persons();
    String user = World.name("user");

    long first = world.db().tx(tx -> persons.save(tx, school.id(), user, "Ann", "").id());
    long again =
        world.db().tx(tx -> persons.save(tx, school.id(), user, "", "ann@example.edu").id());

    assertEquals(first, again);
    assertEquals(
        "Ann",
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select display_name from person where id = ?",
                        row -> row.text("display_name"),
                        first)));
  }

  @Test
  void theSameUserIdOfTwoConsumersIsTwoPersons() {
    Consumer one = world.consumer();
    Consumer other = world.consumer();
    Persons persons = new Persons();

    long ofOne = world.db().tx(tx -> persons.save(tx, one.id(), "42", "Ann", "a@example.edu").id());
    long ofOther =
        world.db().tx(tx -> persons.save(tx, other.id(), "42", "Ann", "a@example.edu").id());

    assertNotEquals(ofOne, ofOther);
  }

  @Test
  void launchesOfADisabledConsumerStopWorking() {
    Consumer school = world.consumer();
    long course = world.context(school);
    World.OpenLaunch opened =
        world.launch(school, course, world.link(course), world.person(school, "Ann"), Role.LEARNER);

    world.db().run(tx -> new Consumers().saveEnabled(tx, school.id(), false));

    byte[] hash = new Tokens().hash(opened.token());
    assertTrue(world.db().tx(tx -> new Launches().find(tx, opened.launch().id(), hash)).isEmpty());
  }

  @Test
  @Requirement({"OA-13", "I02"})
  void exactlyOneOfManyRacingCopiesSpendsTheNonce() throws Exception {
    Consumer school = world.consumer();
    String key =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select consumer_key from lti11_key where consumer_id = ?",
                        row -> row.text("consumer_key"),
                        school.id()));
    byte[] nonce = new Tokens().hash("n".repeat(5_000));
    Instant later = Instant.now().plus(Duration.ofHours(1));
    ExecutorService racers = Executors.newFixedThreadPool(8);

    Callable<Boolean> spend = () -> world.db().tx(tx -> new Nonces().spend(tx, key, nonce, later));
    List<Future<Boolean>> results = racers.invokeAll(Collections.nCopies(8, spend));
    racers.shutdown();

    long winners = 0;
    for (Future<Boolean> result : results) {
      winners += result.get() ? 1 : 0;
    }
    assertEquals(1, winners);
  }
}
