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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.receipt.CheckReceipt;
import org.examhall.core.attempt.receipt.GiveReceipt;
import org.examhall.core.attempt.receipt.GiveReceipt.Given;
import org.examhall.core.attempt.receipt.GiveReceipt.Why;
import org.examhall.core.attempt.receipt.GiveReceipt.Withheld;
import org.examhall.core.attempt.receipt.Receipt;
import org.examhall.core.attempt.receipt.Receipts;
import org.examhall.core.attempt.save.Arrived.Gap;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.kernel.crypto.ShortCode;
import org.examhall.kernel.crypto.Signer;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When a student has a receipt, and which codes are one. */
class ReceiptsIT {
  private static final String ANSWER = "cmi.interactions.0.learner_response";
  private static final Element COMPLETED = element("cmi.completion_status", "completed");
  private static final Receipts RECEIPTS =
      new Receipts(
          new Arrivals(SavePath.HISTORY),
          SavePath.VALUES,
          new ShortCode(new Signer("the secret key of the installation")));
  private static final GiveReceipt GIVE = new GiveReceipt(RECEIPTS);
  private static final CheckReceipt CHECK = new CheckReceipt(new Attempts(), RECEIPTS);

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
  @Requirement("ST11")
  void anEndedAttemptOfWhichNothingIsMissingHasAReceiptThatCountsWhatArrived() {
    var sitting = begun();
    var before = give(sitting);
    saveOne(world, batch(sitting, 1, 1, element(ANSWER, "1"), element(ANSWER, "2")));
    var goingOn = give(sitting);

    saveOne(world, batch(sitting, 1, 2, COMPLETED));
    var receipt = given(sitting);

    assertEquals(new Withheld(Why.GOING_ON, List.of()), before);
    assertEquals(before, goingOn);
    assertEquals(2, receipt.arrived().batches());
    assertEquals(3, receipt.arrived().elements());
    assertEquals(0, receipt.arrived().lateElements());
    assertEquals(1, receipt.answers());
    assertEquals(receipt, given(sitting));
  }

  @Test
  void anAttemptInWhichNothingWasSavedHasNothingToConfirm() {
    var sitting = begun();

    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt set state = 'ended', ended_at = now(), end_reason = 'due' where id = ?",
                    sitting.attemptId()));

    assertEquals(new Withheld(Why.EMPTY, List.of()), give(sitting));
  }

  @Test
  @Requirement("ST11")
  void whatIsMissingOfAnOlderWindowIsNamedAndNotHidden() {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 1, element(ANSWER, "1")));
    saveOne(world, batch(sitting, 1, 3, element("cmi.suspend_data", "x")));
    var second = begin(world, sitting.window(Mode.NORMAL).holder());
    saveOne(world, batch(sitting, second.epoch(), 1, COMPLETED));

    var end = end(sitting, second.epoch(), 1);
    var withheld = give(sitting);

    assertFalse(end.isComplete());
    assertEquals(List.of(), end.missing());
    assertEquals(List.of(new Gap(1, List.of(2))), end.elsewhere());
    assertEquals(Optional.empty(), end.receipt());
    assertEquals(new Withheld(Why.INCOMPLETE, List.of(new Gap(1, List.of(2)))), withheld);
  }

  @Test
  void whatFillsTheGapAfterTheEndMakesTheReceiptPossibleAndStandsApart() {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 2, element("cmi.suspend_data", "x")));
    var second = begin(world, sitting.window(Mode.NORMAL).holder());
    saveOne(world, batch(sitting, second.epoch(), 1, COMPLETED));

    var filling = saveOne(world, batch(sitting, 1, 1, element(ANSWER, "1")));
    var end = end(sitting, second.epoch(), 1);
    var receipt = given(sitting);

    assertTrue(filling.late());
    assertTrue(end.isComplete());
    assertEquals(2, receipt.arrived().batches());
    assertEquals(1, receipt.arrived().lateElements());
    assertEquals(0, receipt.answers());
  }

  @Test
  void lastWordsOfAWindowWhoseExamIsOverNeedNotArrive() {
    var sitting = ended("7");
    String code = given(sitting).code();

    saveOne(world, batch(sitting, 1, 4, element("cmi.exit", "normal")));
    var receipt = given(sitting);

    assertEquals(code, receipt.code());
    assertEquals(0, receipt.arrived().lateElements());
  }

  @Test
  void withoutTheStateThatTheExamWasAskedForThereIsNoReceipt() {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 1, splice("nobody's value", "another"), COMPLETED));

    var before = give(sitting);
    sitting.endedLongAgo();
    saveOne(world, batch(sitting, 1, 2, element("cmi.suspend_data", "whole")));

    assertEquals(new Withheld(Why.INCOMPLETE, List.of(new Gap(1, List.of(1)))), before);
    assertEquals(2, given(sitting).arrived().batches());
  }

  @Test
  @Requirement("I24")
  void theStateThatTheExamWasAskedForMayComeInOneGroupWithItsEnd() {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 1, splice("nobody's value", "another")));

    save(
        world,
        batch(sitting, 1, 2, COMPLETED),
        batch(sitting, 1, 3, element("cmi.suspend_data", "whole")));

    assertEquals("whole", values(sitting).get("cmi.suspend_data"));
    assertEquals(0, given(sitting).arrived().lateElements());
  }

  @Test
  @Requirement("I24")
  void ofSeveralRepeatsWithWholeValuesTheNewestCountsThoughTheEndIsLongAgo() {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 1, splice("nobody's value", "another")));
    saveOne(world, batch(sitting, 1, 2, splice("nobody's, too", "a third")));
    saveOne(world, batch(sitting, 1, 3, COMPLETED));
    var before = give(sitting);
    sitting.endedLongAgo();

    save(
        world,
        batch(sitting, 1, 1, element("cmi.suspend_data", "older")),
        batch(sitting, 1, 2, element("cmi.suspend_data", "newer")));

    assertEquals(new Withheld(Why.INCOMPLETE, List.of(new Gap(1, List.of(1, 2)))), before);
    assertEquals("newer", values(sitting).get("cmi.suspend_data"));
    assertEquals(3, given(sitting).arrived().batches());
  }

  @Test
  @Requirement("I39")
  void aReceiptStaysTrueWhenAnOvertakenSpliceIsRepeatedWhole() {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 1, splice("nobody's value", "another")));
    saveOne(world, batch(sitting, 1, 2, element("cmi.suspend_data", "whole")));
    saveOne(world, batch(sitting, 1, 3, COMPLETED));
    String code = given(sitting).code();

    saveOne(world, batch(sitting, 1, 1, element("cmi.suspend_data", "another")));

    assertEquals(code, given(sitting).code());
    assertEquals("whole", values(sitting).get("cmi.suspend_data"));
  }

  @Test
  @Requirement({"I22", "I39"})
  void aStateThatCameIsNotReplacedLongAfterTheEnd() {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 1, splice("nobody's value", "another")));
    saveOne(world, batch(sitting, 1, 2, element("cmi.suspend_data", "whole")));
    saveOne(world, batch(sitting, 1, 3, COMPLETED));
    sitting.endedLongAgo();
    String code = given(sitting).code();

    var ack = saveOne(world, batch(sitting, 1, 4, element("cmi.suspend_data", "better")));

    assertTrue(ack.late());
    assertEquals(code, given(sitting).code());
  }

  @Test
  @Requirement("ST11")
  void aReceiptStaysTrueWhenScoresAreChangedAndWhenMoreComesLate() {
    var sitting = ended("7");
    var receipt = given(sitting);
    var end = sitting.attempt().endedAt();

    saveOne(world, batch(sitting, 1, 3, element(ANSWER, "too late"), element("cmi.exit", "")));
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt set raw_score = 9, scaled_score = 0.9 where id = ?",
                    sitting.attemptId()));
    var checked = check(teacher(sitting), receipt.code()).orElseThrow();

    assertEquals(end, checked.attempt().endedAt());
    assertEquals(receipt.code(), checked.code());
    assertEquals(receipt.arrived().elements(), checked.arrived().elements());
    assertEquals(1, checked.arrived().lateElements());
  }

  @Test
  @Requirement("I39")
  void aCodeAlteredInOneCharacterIsNotValid() {
    var sitting = ended("7");
    var teacher = teacher(sitting);
    String code = given(sitting).code();

    for (int at = 0; at < code.length(); at++) {
      char other = code.charAt(at) == 'Z' ? 'Y' : 'Z';
      String altered = code.substring(0, at) + other + code.substring(at + 1);

      assertEquals(Optional.empty(), check(teacher, altered), altered);
    }
    assertTrue(check(teacher, code).isPresent());
  }

  @Test
  @Requirement("I39")
  void theProofOfOneAttemptIsNoneForAnother() {
    var ann = ended("7");
    String code = given(ann).code();
    var other = ended("7");

    String forged = given(other).code().substring(0, 4) + code.substring(4);

    assertEquals(Optional.empty(), check(teacher(other), forged));
    assertEquals(Optional.empty(), check(teacher(ann), forged));
  }

  @Test
  @Requirement("I39")
  void aReceiptOfAnotherCourseOrInstitutionIsNotValidHere() {
    var ann = ended("7");
    String code = given(ann).code();
    var elsewhere = ended("7");
    long otherCourse = world.context(ann.consumer());
    long person = world.person(ann.consumer(), "Ada Teacher");
    Launch nextDoor =
        world
            .launch(ann.consumer(), otherCourse, world.link(otherCourse), person, Role.INSTRUCTOR)
            .launch();

    assertEquals(Optional.empty(), check(teacher(elsewhere), code));
    assertEquals(Optional.empty(), check(nextDoor, code));
    assertTrue(check(teacher(ann), code).isPresent());
  }

  @Test
  @Requirement("I39")
  void aReceiptOfWhatIsNoLongerThereIsNotValid() {
    var sitting = ended("7");
    String code = given(sitting).code();

    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt_cmi set value = '8' where attempt_id = ? and key = ?",
                    sitting.attemptId(),
                    ANSWER));

    assertNotEquals(code, given(sitting).code());
    assertEquals(Optional.empty(), check(teacher(sitting), code));
  }

  private static Sitting begun() {
    var sitting = Sitting.in(world);
    begin(world, sitting.window().holder());
    return sitting;
  }

  private static Sitting ended(String answer) {
    var sitting = begun();
    saveOne(world, batch(sitting, 1, 1, element(ANSWER, answer), element("cmi.score.raw", "3")));
    saveOne(world, batch(sitting, 1, 2, COMPLETED));
    return sitting;
  }

  private static GiveReceipt.Answer give(Sitting sitting) {
    var attempt = sitting.attempt();
    return world.db().tx(tx -> GIVE.run(tx, attempt));
  }

  private static Receipt given(Sitting sitting) {
    return assertInstanceOf(Given.class, give(sitting)).receipt();
  }

  private static Optional<Receipt> check(Launch launch, String code) {
    return world.db().tx(tx -> CHECK.run(tx, launch, code));
  }

  private static EndAttempt.Answer end(Sitting sitting, int epoch, int seq) {
    return world.db().tx(tx -> SavePath.END.run(tx, sitting.window().holder(), epoch, seq));
  }

  private static Launch teacher(Sitting sitting) {
    Launch ann = sitting.launch();
    long person = world.person(sitting.consumer(), "Ada Teacher");
    return world
        .launch(
            sitting.consumer(),
            ann.contextId(),
            ann.resourceLinkId().orElseThrow(),
            person,
            Role.INSTRUCTOR)
        .launch();
  }
}
