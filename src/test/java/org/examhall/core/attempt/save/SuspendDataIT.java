package org.examhall.core.attempt.save;

import static org.examhall.core.attempt.save.SavePath.batch;
import static org.examhall.core.attempt.save.SavePath.begin;
import static org.examhall.core.attempt.save.SavePath.element;
import static org.examhall.core.attempt.save.SavePath.splice;
import static org.examhall.core.attempt.save.SavePath.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SuspendDataIT {
  private static World world;

  private final SaveBatches one = SavePath.process();
  private final SaveBatches other = SavePath.process();

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void spliceFindsWhatAnotherProcessHasStoredSince() {
    var sitting = sitting();

    assertTaken(one, batch(sitting, 1, 1, element(ElementRules.SUSPEND_DATA, "a")));
    assertTaken(one, batch(sitting, 1, 2, splice("a", "ab")));
    assertTaken(other, batch(sitting, 1, 3, splice("ab", "abc")));
    assertTaken(one, batch(sitting, 1, 4, splice("abc", "abcd")));
    assertTaken(other, batch(sitting, 1, 5, splice("abcd", "abcde")));

    assertEquals("abcde", values(sitting).get(ElementRules.SUSPEND_DATA));
  }

  @Test
  void spliceFindsWhatCompletedABatchElsewhere() {
    var sitting = sitting();
    assertTaken(one, batch(sitting, 1, 1, element(ElementRules.SUSPEND_DATA, "a")));
    SavePath.save(one, world, batch(sitting, 1, 2, splice("no such base", "x")));
    assertTaken(other, batch(sitting, 1, 2, element(ElementRules.SUSPEND_DATA, "b")));

    assertTaken(one, batch(sitting, 1, 3, splice("b", "bc")));

    assertEquals("bc", values(sitting).get(ElementRules.SUSPEND_DATA));
  }

  @Test
  void whatWasRolledBackIsNoBase() {
    var sitting = sitting();
    assertTaken(one, batch(sitting, 1, 1, element(ElementRules.SUSPEND_DATA, "a")));
    Batch lost = batch(sitting, 1, 2, splice("a", "ab"));
    assertThrows(
        IllegalStateException.class,
        () ->
            world
                .db()
                .run(
                    tx -> {
                      one.run(tx, List.of(lost));
                      throw new IllegalStateException("on purpose");
                    }));

    assertTaken(one, batch(sitting, 1, 2, splice("a", "ac")));

    assertEquals("ac", values(sitting).get(ElementRules.SUSPEND_DATA));
  }

  @Test
  void moreThanIsKeptInMindIsFetchedAgain() {
    String big = "x".repeat(6 << 20);
    List<Sitting> sittings = List.of(sitting(), sitting(), sitting(), sitting());
    for (Sitting sitting : sittings) {
      assertTaken(one, batch(sitting, 1, 1, element(ElementRules.SUSPEND_DATA, big)));
    }

    for (Sitting sitting : sittings) {
      assertTaken(one, batch(sitting, 1, 2, splice(big, big + "y")));
    }

    for (Sitting sitting : sittings) {
      assertEquals(big + "y", values(sitting).get(ElementRules.SUSPEND_DATA));
    }
  }

  private static Sitting sitting() {
    var sitting = Sitting.in(world);
    begin(world, sitting.window().holder());
    return sitting;
  }

  private static void assertTaken(SaveBatches process, Batch batch) {
    var ack = (SaveReply.Ack) SavePath.save(process, world, batch).get(0);
    assertEquals(List.of(), ack.refused());
  }
}
