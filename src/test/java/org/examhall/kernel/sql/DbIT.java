package org.examhall.kernel.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.examhall.core.consumer.Consumer;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transactions and reads without one, on a real PostgreSQL. */
class DbIT {
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
  void aReadSeesWhatSomebodyElseHasStoredSinceTheReadBefore() {
    Consumer school = world.consumer();
    Thread renaming = new Thread(() -> world.db().run(tx -> rename(tx, school, "Renamed")));

    String after =
        world
            .db()
            .read(
                tx -> {
                  title(tx, school);
                  run(renaming);
                  return title(tx, school);
                });

    assertEquals("Renamed", after);
  }

  @Test
  void aChangeAmongReadsIsABug() {
    Consumer school = world.consumer();
    String before = world.db().read(tx -> title(tx, school));

    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> world.db().read(tx -> rename(tx, school, "Changed")));

    assertTrue(refused.getMessage().startsWith("a change among reads"), refused.getMessage());
    assertEquals(before, world.db().read(tx -> title(tx, school)));
  }

  @Test
  void aTransactionAfterReadsIsStillOne() {
    Consumer school = world.consumer();
    String before = world.db().read(tx -> title(tx, school));

    assertThrows(
        IllegalArgumentException.class,
        () ->
            world
                .db()
                .run(
                    tx -> {
                      rename(tx, school, "Half done");
                      throw new IllegalArgumentException("the second half fails");
                    }));

    assertEquals(before, world.db().read(tx -> title(tx, school)));
  }

  @Test
  @Requirement("F02")
  void aStatementThatWasPlannedBeforeAMigrationFailsNobody() {
    world.db().run(tx -> tx.change("create table planned (id integer)"));
    world.db().run(tx -> tx.change("insert into planned values (1)"));
    for (int i = 0; i < 3; i++) {
      world.db().tx(DbIT::planned);
    }

    world.db().run(tx -> tx.change("alter table planned add more integer default 2"));

    assertEquals(1, world.db().tx(DbIT::planned));
    assertEquals(1, world.db().read(DbIT::planned));
  }

  @Test
  void changesLeftForTheEndAreMadeInOrderAndWithEverythingElseOrNotAtAll() {
    Consumer school = world.consumer();
    String before = world.db().read(tx -> title(tx, school));

    world
        .db()
        .run(
            tx -> {
              renameAtEnd(tx, school, "First");
              renameAtEnd(tx, school, "Last");
              assertEquals(before, title(tx, school));
            });

    assertEquals("Last", world.db().read(tx -> title(tx, school)));
    var failed =
        assertThrows(
            SqlFailure.class,
            () ->
                world
                    .db()
                    .run(
                        tx -> {
                          rename(tx, school, "Never");
                          renameAtEnd(tx, school, "Never");
                          tx.atEnd("select 1 / 0");
                        }));
    assertEquals("22012", failed.state());
    assertEquals("Last", world.db().read(tx -> title(tx, school)));
  }

  @Test
  void aSingleStatementCommitsAndASecondIsABug() {
    Consumer school = world.consumer();

    assertThrows(
        IllegalStateException.class,
        () ->
            world
                .db()
                .single(
                    tx -> {
                      rename(tx, school, "Stored");
                      return rename(tx, school, "Not stored");
                    }));

    assertEquals("Stored", world.db().read(tx -> title(tx, school)));
    assertThrows(
        IllegalStateException.class,
        () ->
            world
                .db()
                .single(
                    tx -> {
                      renameAtEnd(tx, school, "Forgotten");
                      return true;
                    }));
  }

  private static int planned(Tx tx) {
    return tx.only("select * from planned", row -> row.intAt("id"));
  }

  private static void run(Thread thread) {
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String title(Tx tx, Consumer consumer) {
    return tx.only(
        "select title from consumer where id = ?", row -> row.text("title"), consumer.id());
  }

  private static int rename(Tx tx, Consumer consumer, String title) {
    return tx.change("update consumer set title = ? where id = ?", title, consumer.id());
  }

  private static void renameAtEnd(Tx tx, Consumer consumer, String title) {
    tx.atEnd("update consumer set title = ? where id = ?", title, consumer.id());
  }
}
