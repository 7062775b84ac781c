package org.examhall.core.attempt.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.Mode;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose turn it is after the database was restored from a backup. */
@Requirement("F24")
class RestoredTurnIT {
  private static final int RAISED = 1_000;
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
  void anOpenWindowGoesOnUnderANumberThatNobodyHad() {
    Sitting ann = sitting();
    restore(ann);

    Turn.Granted turn = (Turn.Granted) reconnect(ann.window().holder(), 1);
    Turn.Granted again = (Turn.Granted) reconnect(ann.window().holder(), 1);

    assertEquals(RAISED + 2, turn.epoch());
    assertTrue(turn.values().isEmpty() && turn.begins());
    assertEquals(turn.epoch(), again.epoch());
  }

  @Test
  void theWindowThatWasNewestWinsWhicheverComesFirst() {
    Sitting ann = sitting();
    AttemptToken second = ann.window(Mode.NORMAL).holder();
    restore(ann);

    Turn older = reconnect(ann.window().holder(), 1);
    Turn newer = reconnect(second, 2); // it began after the backup
    Turn olderAgain = reconnect(ann.window().holder(), RAISED + 2);

    assertEquals(RAISED + 2, ((Turn.Granted) older).epoch());
    assertEquals(RAISED + 3, ((Turn.Granted) newer).epoch());
    assertInstanceOf(Turn.Taken.class, olderAgain);
  }

  @Test
  void onceSomebodyHasContinuedFromTheBackupOlderWindowsAreOlder() {
    Sitting ann = sitting();
    restore(ann);
    SavePath.begin(world, ann.window(Mode.NORMAL).holder());

    Turn turn = reconnect(ann.window().holder(), 1);

    assertInstanceOf(Turn.Taken.class, turn);
  }

  @Test
  void withoutARestoreAWindowThatHoldsAllIsOlderAllTheSame() {
    Sitting ann = sitting();
    SavePath.begin(world, ann.window(Mode.NORMAL).holder());

    Turn turn = reconnect(ann.window().holder(), 1);

    assertInstanceOf(Turn.Taken.class, turn);
  }

  private static Sitting sitting() {
    Sitting sitting = Sitting.in(world);
    SavePath.begin(world, sitting.window().holder());
    return sitting;
  }

  private static Turn reconnect(AttemptToken token, int epoch) {
    return world.db().tx(tx -> SavePath.TAKE_TURN.run(tx, token, epoch, true));
  }

  /** What a restore does to the lease. */
  private static void restore(Sitting sitting) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update attempt_lease
                       set restored_from = epoch, restored_turn = epoch + ?, epoch = epoch + ?
                     where attempt_id = ?
                    """,
                    RAISED,
                    RAISED,
                    sitting.attemptId()));
  }
}
