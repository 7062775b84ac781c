package org.examhall.core.attempt.save;

import static org.examhall.core.attempt.save.SavePath.batch;
import static org.examhall.core.attempt.save.SavePath.begin;
import static org.examhall.core.attempt.save.SavePath.element;
import static org.examhall.core.attempt.save.SavePath.save;
import static org.examhall.core.attempt.save.SavePath.saveOne;
import static org.examhall.core.attempt.save.SavePath.splice;
import static org.examhall.core.attempt.save.SavePath.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SaveBatchesIT {
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
  void elementsBecomeCurrentAndTheAttemptBegins() {
    var sitting = sitting();

    var ack = saveOne(world, batch(sitting, 1, 1, element("cmi.location", "3")));

    assertEquals(List.of(), ack.refused());
    assertFalse(ack.late());
    assertEquals(Map.of("cmi.location", "3"), values(sitting));
    assertEquals(AttemptState.RUNNING, sitting.attempt().state());
    assertTrue(sitting.attempt().startedAt().isPresent());
  }

  @Test
  void aRepeatedBatchIsStoredOnceAndAcknowledgedAgain() {
    var sitting = sitting();
    var batch = batch(sitting, 1, 1, element("cmi.location", "3"), splice("no such base", "x"));

    var first = saveOne(world, batch);
    var again = saveOne(world, batch);
    var twiceInOneGroup = save(world, batch, batch);

    assertEquals(List.of(new Refusal("cmi.suspend_data", Refusal.Why.BASE)), first.refused());
    assertEquals(first.refused(), again.refused());
    assertEquals(first.refused(), ((SaveReply.Ack) twiceInOneGroup.get(1)).refused());
    assertEquals(1, elementsStored(sitting));
  }

  @Test
  void ofTwoCopiesInOneGroupTheWholeOneIsStored() {
    var sitting = sitting();

    var replies =
        save(
            world,
            batch(sitting, 1, 1, splice("no such base", "x")),
            batch(sitting, 1, 1, element("cmi.suspend_data", "x")));

    replies.forEach(reply -> assertEquals(List.of(), ((SaveReply.Ack) reply).refused()));
    assertEquals(Map.of("cmi.suspend_data", "x"), values(sitting));
  }

  @Test
  void theLaterPlaceWinsWhateverComesFirst() {
    var sitting = sitting();

    saveOne(world, batch(sitting, 1, 2, element("cmi.location", "second")));
    saveOne(world, batch(sitting, 1, 1, element("cmi.location", "first"), element("x.a", "1")));

    assertEquals(Map.of("cmi.location", "second", "x.a", "1"), values(sitting));
  }

  @Test
  void inOneBatchTheLastOfAKeyWins() {
    var sitting = sitting();

    saveOne(world, batch(sitting, 1, 1, element("x.a", "1"), element("x.a", "2")));

    assertEquals(Map.of("x.a", "2"), values(sitting));
  }

  @Test
  void splicesApplyOneAfterAnother() {
    var sitting = sitting();

    var replies =
        save(
            world,
            batch(sitting, 1, 1, element("cmi.suspend_data", "{\"a\":1}")),
            batch(sitting, 1, 2, splice("{\"a\":1}", "{\"a\":12}")),
            batch(sitting, 1, 3, splice("{\"a\":12}", "{\"b\":12,\"c\":\"π\"}")));
    saveOne(world, batch(sitting, 1, 4, splice("{\"b\":12,\"c\":\"π\"}", "{\"c\":\"π\"}")));

    assertTrue(replies.stream().allMatch(r -> ((SaveReply.Ack) r).refused().isEmpty()));
    assertEquals("{\"c\":\"π\"}", values(sitting).get("cmi.suspend_data"));
  }

  @Test
  void aWholeValueIsStoredOnceAndSplicesFindIt() {
    var sitting = sitting();
    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            splice("?", "!"),
            element("x.a", "1"),
            element("cmi.suspend_data", "π")));

    assertEquals(Map.of("x.a", "1", "cmi.suspend_data", "π"), values(sitting));
    assertTrue(pointsIntoHistory(sitting));
    saveOne(world, batch(sitting, 1, 2, splice("π", "π is \"3\"")));
    assertEquals("π is \"3\"", values(sitting).get("cmi.suspend_data"));
    assertFalse(pointsIntoHistory(sitting));
    saveOne(world, batch(sitting, 1, 3, element("cmi.suspend_data", "")));
    assertEquals("", values(sitting).get("cmi.suspend_data"));
  }

  @Test
  void aSpliceThatDoesNotFitIsRefusedAloneAndTheWholeValueRepairsIt() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, element("cmi.suspend_data", "one")));

    var ack = saveOne(world, batch(sitting, 1, 3, splice("two", "three"), element("x.a", "1")));
    saveOne(world, batch(sitting, 1, 4, element("cmi.suspend_data", "three")));
    var overtaken = saveOne(world, batch(sitting, 1, 2, splice("one", "two")));

    assertEquals(List.of(new Refusal("cmi.suspend_data", Refusal.Why.BASE)), ack.refused());
    assertEquals(List.of(), overtaken.refused());
    assertEquals(Map.of("cmi.suspend_data", "three", "x.a", "1"), values(sitting));
  }

  @Test
  @Requirement("F17")
  void anOlderWindowChangesOnlyWhatNoNewerOneWroteAndNeverSuspendData() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, element("cmi.suspend_data", "old"), element("x.a", "1")));
    int newer = begin(world, sitting.window(Mode.NORMAL).holder()).epoch();
    saveOne(world, batch(sitting, newer, 1, element("x.a", "new")));

    var ack =
        saveOne(
            world,
            batch(
                sitting,
                1,
                2,
                element("x.a", "late"),
                element("x.b", "only here"),
                element("cmi.suspend_data", "older still")));

    assertEquals(newer, ack.newestEpoch());
    assertEquals(
        Map.of("cmi.suspend_data", "old", "x.a", "new", "x.b", "only here"), values(sitting));
    assertEquals(6, elementsStored(sitting));
  }

  @Test
  @Requirement("F18")
  void aRepeatWithTheWholeValueCompletesWhatASpliceCouldNotChange() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, element("x.a", "a"), splice("no such base", "x")));
    var whole = batch(sitting, 1, 1, element("x.a", "a"), element("cmi.suspend_data", "whole"));

    var ack = saveOne(world, whole);
    saveOne(world, batch(sitting, 1, 2, splice("whole", "whole!")));

    assertEquals(List.of(), ack.refused());
    assertEquals(Map.of("x.a", "a", "cmi.suspend_data", "whole!"), values(sitting));
    assertEquals(3, elementsStored(sitting));
    assertEquals(List.of(), saveOne(world, whole).refused());
    assertEquals(3, elementsStored(sitting));
  }

  @Test
  void suchARepeatNeverReplacesALaterValue() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, splice("no such base", "x")));
    saveOne(world, batch(sitting, 1, 2, element("cmi.suspend_data", "later")));

    var ack = saveOne(world, batch(sitting, 1, 1, element("cmi.suspend_data", "earlier")));

    assertEquals(List.of(), ack.refused());
    assertEquals(Map.of("cmi.suspend_data", "later"), values(sitting));
  }

  @Test
  void aWindowThatAsksAgainKeepsItsTurnAndWhatItSaved() {
    var sitting = Sitting.in(world);
    var token = sitting.window().holder();
    var first = begin(world, token);
    saveOne(world, batch(sitting, first.epoch(), 1, element("cmi.objectives.0.id", "q0")));

    var again = begin(world, token);

    assertEquals(first.epoch(), again.epoch());
    assertEquals(Turn.Entry.AB_INITIO, again.entry());
    assertEquals(1, again.seq());
    assertFalse(again.begins());
    assertEquals(Map.of("cmi.objectives.0.id", "q0"), values(sitting));
  }

  @Test
  void aWindowThatAsksAgainAfterAnotherTookOverGetsTheNextTurn() {
    var sitting = Sitting.in(world);
    var token = sitting.window().holder();
    begin(world, token);
    begin(world, sitting.window(Mode.NORMAL).holder());

    var again = begin(world, token);

    assertEquals(3, again.epoch());
    assertTrue(again.begins());
  }

  @Test
  void whatAnExamLeftThatBeganAnewStaysOut() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, element("cmi.objectives.0.id", "q0")));
    var turn = begin(world, sitting.window(Mode.NORMAL).holder());

    saveOne(world, batch(sitting, 1, 2, element("cmi.objectives.1.id", "q1")));

    assertEquals(Turn.Entry.AB_INITIO, turn.entry());
    assertEquals(Map.of(), values(sitting));
    assertEquals(2, elementsStored(sitting));
  }

  @Test
  @Requirement({"I22", "I24", "NLP-D2"})
  void afterTheEndEverythingIsKeptFlaggedAndCountsForNothing() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, score("5", "10")));
    saveOne(world, batch(sitting, 1, 2, element("cmi.completion_status", "completed")));

    var ack = saveOne(world, batch(sitting, 1, 3, score("9", "10")));

    assertTrue(ack.late());
    assertEquals(Optional.of(EndReason.EXAM), ack.ended());
    assertEquals("5", values(sitting).get("cmi.score.raw"));
    assertEquals(new BigDecimal("5"), sitting.attempt().rawScore().orElseThrow());
    assertEquals(5, elementsStored(sitting));
    assertEquals(List.of("opened", "ended", "late"), sitting.events());
  }

  @Test
  @Requirement("NLP-D20")
  void statusEndAndScoreAreSetByTheBatchThatSaysSo() {
    var sitting = sitting();

    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            element("cmi.score.scaled", "0.75"),
            element("cmi.success_status", "passed"),
            element("cmi.completion_status", "completed"),
            element("cmi.exit", "normal")));

    var attempt = sitting.attempt();
    assertEquals(AttemptState.ENDED, attempt.state());
    assertEquals(Optional.of(EndReason.EXAM), attempt.endReason());
    assertEquals(attempt.lastSavedAt(), attempt.endedAt());
    assertEquals("completed", attempt.completionStatus());
    assertEquals("passed", attempt.successStatus());
    assertEquals(new BigDecimal("0.75"), attempt.scaledScore().orElseThrow());
    assertEquals("normal", values(sitting).get("cmi.exit"));
  }

  @Test
  void whatWasOnlyOvertakenByTheEndCounts() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 2, element("cmi.completion_status", "completed")));

    var ack = saveOne(world, batch(sitting, 1, 1, score("5", "10")));

    assertFalse(ack.late());
    assertEquals(new BigDecimal("5"), sitting.attempt().rawScore().orElseThrow());
  }

  @Test
  @Requirement({"I22", "I24"})
  void aNumberHeldBackUntilLongAfterTheEndIsLate() {
    var sitting = sitting();
    saveOne(world, batch(sitting, 1, 1, score("5", "10")));
    saveOne(world, batch(sitting, 1, 3, element("cmi.completion_status", "completed")));
    sitting.endedLongAgo();

    var ack = saveOne(world, batch(sitting, 1, 2, score("9", "10")));

    assertTrue(ack.late());
    assertEquals("5", values(sitting).get("cmi.score.raw"));
    assertEquals(new BigDecimal("5"), sitting.attempt().rawScore().orElseThrow());
    assertEquals(List.of("opened", "ended", "late"), sitting.events());
  }

  @Test
  void aRevokedTokenStoresNothing() {
    var sitting = sitting();
    sitting.revoke();

    var reply = save(world, batch(sitting, 1, 1, element("x.a", "1"))).get(0);

    assertInstanceOf(SaveReply.TokenEnded.class, reply);
    assertEquals(0, elementsStored(sitting));
  }

  @Test
  void anEpochThatNobodyGotStoresNothing() {
    var sitting = sitting();

    var replies =
        save(
            world,
            batch(sitting, 2, 1, element("x.a", "1")),
            batch(sitting, 0, 1, element("x.a", "1")));

    replies.forEach(reply -> assertInstanceOf(SaveReply.UnknownEpoch.class, reply));
    assertEquals(0, elementsStored(sitting));
  }

  @Test
  void oneGroupHoldsBatchesOfManyAttempts() {
    var one = sitting();
    var other = sitting();

    save(
        world,
        batch(other, 1, 1, element("x.a", "other")),
        batch(one, 1, 1, element("x.a", "one")),
        batch(other, 1, 2, element("x.b", "other")));

    assertEquals(Map.of("x.a", "one"), values(one));
    assertEquals(Map.of("x.a", "other", "x.b", "other"), values(other));
  }

  private static boolean pointsIntoHistory(Sitting sitting) {
    long attemptId = sitting.attempt().id();
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select value is null as points
                      from attempt_cmi
                     where attempt_id = ?
                       and key = 'cmi.suspend_data'
                    """,
                    row -> row.flag("points"),
                    attemptId));
  }

  private static Sitting sitting() {
    var sitting = Sitting.in(world);
    begin(world, sitting.window().holder());
    return sitting;
  }

  private static Element[] score(String raw, String max) {
    return new Element[] {element("cmi.score.raw", raw), element("cmi.score.max", max)};
  }

  private static long elementsStored(Sitting sitting) {
    return world.db().tx(tx -> SavePath.HISTORY.elementCount(tx, sitting.attemptId()));
  }
}
