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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.examhall.core.attempt.Archive;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.ChangeTimes;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.receipt.GiveReceipt;
import org.examhall.core.attempt.receipt.Receipts;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.kernel.crypto.ShortCode;
import org.examhall.kernel.crypto.Signer;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Packed attempts read as before, and whatever comes after all is taken as before. */
class ArchiveIT {
  private static final String ANSWER = "cmi.interactions.0.learner_response";
  private static final Element COMPLETED = element("cmi.completion_status", "completed");
  private static final String ODD =
      "quotes \" ' \\ \\u0041 \uD83D\uDE00 \t\n{\"k\": [1,  2]} \u202E\u0001 %s ".repeat(40);

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
  void aPackedAttemptReadsAsBefore() {
    Sitting sitting = ended();
    List<String> history = history(sitting);
    List<String> held = held(sitting);
    String receipt = receipt(sitting);
    Map<String, String> values = values(sitting);
    Set<String> marks = marks(sitting);

    long packed = pack();

    assertEquals(1, packed);
    assertEquals(List.of(0L, 0L), rows(sitting));
    assertEquals(history, history(sitting));
    assertEquals(held, held(sitting));
    assertEquals(values, values(sitting));
    assertEquals(ODD + "?", values.get("cmi.suspend_data"));
    assertEquals(marks, marks(sitting));
    assertTrue(marks.stream().anyMatch(line -> line.startsWith("part 0")));
    assertEquals(receipt, receipt(sitting));
    assertEquals(0, pack());
  }

  @Test
  void aRepeatOfAPackedBatchIsToldTheSameAndStoredOnce() {
    Sitting sitting = ended();
    Batch first = batch(sitting, 1, 1, element("cmi.location", ODD), element("x", "1"));
    SaveReply.Ack before = saveOne(world, first);
    List<String> history = history(sitting);
    pack();

    SaveReply.Ack again = saveOne(world, first);

    assertEquals(before.refused(), again.refused());
    assertEquals(before.late(), again.late());
    assertEquals(history, history(sitting));
    assertTrue(rows(sitting).get(0) > 0);
    assertEquals(1, pack());
    assertEquals(history, history(sitting));
  }

  @Test
  @Requirement("I23")
  void whatComesLateToAPackedAttemptIsKeptApart() {
    Sitting sitting = ended();
    Map<String, String> values = values(sitting);
    int batches = history(sitting).size();
    pack();

    SaveReply.Ack late = saveOne(world, batch(sitting, 1, 9, element("cmi.location", "late")));

    assertTrue(late.late());
    assertEquals(batches + 1, history(sitting).size());
    assertEquals(values, values(sitting));
  }

  @Test
  void aGroupMayMixPackedAttemptsWithOthers() {
    Sitting packed = ended();
    pack();
    Sitting open = begun();

    List<SaveReply> replies =
        save(
            world,
            batch(packed, 1, 9, element("cmi.location", "late")),
            batch(open, 1, 1, element("cmi.location", "here")));

    assertTrue(((SaveReply.Ack) replies.get(0)).late());
    assertFalse(((SaveReply.Ack) replies.get(1)).late());
    assertEquals(Map.of("cmi.location", "here"), values(open));
  }

  @Test
  @Requirement("F20")
  void aReopenedAttemptGoesOnFromWhatWasPacked() {
    Sitting sitting = begun();
    saveOne(world, batch(sitting, 1, 1, element("cmi.suspend_data", ODD)));
    world.db().run(tx -> setting(tx, sitting, "now() - interval '1 min'"));
    saveOne(world, batch(sitting, 1, 2, element("cmi.location", "late")));
    assertEquals(1, pack());

    world
        .db()
        .run(
            tx ->
                new ChangeTimes(new AttemptEvents())
                    .run(
                        tx,
                        sitting.resourceId(),
                        () -> setting(tx, sitting, "now() + interval '1 hour'")));
    Turn.Granted turn = begin(world, sitting.window(Mode.NORMAL).holder());
    SaveReply.Ack ack =
        saveOne(world, batch(sitting, turn.epoch(), 1, splice(ODD, ODD + "and on")));

    assertEquals(Turn.Entry.RESUME, turn.entry());
    assertEquals(ODD, turn.values().orElseThrow().get("cmi.suspend_data"));
    assertEquals(List.of(), ack.refused());
    assertFalse(ack.late());
    assertEquals(ODD + "and on", values(sitting).get("cmi.suspend_data"));
  }

  @Test
  void whatWouldReadOtherwiseStaysInItsRowsAndHindersNoOther() {
    Sitting odd = ended();
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt_batch set element_count = 7 where attempt_id = ? and seq = 1",
                    odd.attemptId()));
    List<String> history = history(odd);
    Sitting fine = ended();

    long packed = pack();

    assertEquals(1, packed);
    assertEquals(history, history(odd));
    assertTrue(rows(odd).get(0) > 0);
    assertEquals(List.of(0L, 0L), rows(fine));
  }

  @Test
  void whatGoesOnAndWhatHasJustEndedIsNotPacked() {
    Sitting open = begun();
    saveOne(world, batch(open, 1, 1, element("cmi.location", "1")));
    Sitting justEnded = ended();

    long packed = packer().run(world.db(), PackEnded.USUAL_QUIET, () -> true);

    assertEquals(0, packed);
    assertTrue(rows(justEnded).get(0) > 0);
    assertThrows(
        SqlFailure.class, () -> world.db().run(tx -> new Archive().pack(tx, open.attemptId())));
    assertEquals(Map.of("cmi.location", "1"), values(open));
  }

  private static Sitting begun() {
    pack(); // nothing of other tests is left to be counted
    Sitting sitting = Sitting.in(world);
    begin(world, sitting.window().holder());
    return sitting;
  }

  /**
   * With what histories hold: odd text, splices, refusals, an older window, a batch that a repeat
   * completes, and late arrivals.
   */
  private static Sitting ended() {
    Sitting sitting = begun();
    Batch first = batch(sitting, 1, 1, element("cmi.location", ODD), element("x", "1"));
    saveOne(world, first);
    saveOne(world, batch(sitting, 1, 2, element("cmi.suspend_data", ODD)));
    saveOne(world, batch(sitting, 1, 3, splice("never", "fits")));
    begin(world, sitting.window(Mode.NORMAL).holder());
    saveOne(world, batch(sitting, 2, 1, splice(ODD, ODD + "!"), element("cmi.score.raw", "3")));
    saveOne(world, batch(sitting, 2, 2, splice("never", "fits"), element(ANSWER, "7")));
    saveOne(world, batch(sitting, 2, 2, element("cmi.suspend_data", ODD + "?")));
    saveOne(world, batch(sitting, 1, 4, element("cmi.location", "older")));
    saveOne(world, batch(sitting, 2, 3, COMPLETED));
    saveOne(world, batch(sitting, 2, 4, element("cmi.location", "late")));
    return sitting;
  }

  private static long pack() {
    return packer().run(world.db(), Duration.ZERO, () -> true);
  }

  private static PackEnded packer() {
    return new PackEnded(new Archive(), new IdentifyQuestions(new Json()));
  }

  private static int setting(Tx tx, Sitting sitting, String until) {
    return tx.change(
        """
        insert into resource_setting (resource_id, available_until)
        values (?, %s)
        on conflict (resource_id) do update
           set available_until = excluded.available_until
        """
            .formatted(until),
        sitting.resourceId());
  }

  private static String receipt(Sitting sitting) {
    var codes = new ShortCode(new Signer("the secret key of the installation"));
    var receipts = new Receipts(new Arrivals(SavePath.HISTORY), SavePath.VALUES, codes);
    var attempt = sitting.attempt();
    return world.db().tx(tx -> new GiveReceipt(receipts).run(tx, attempt)).toString();
  }

  private static List<String> history(Sitting sitting) {
    return text(sitting, "attempt_history", "epoch, seq");
  }

  private static List<String> held(Sitting sitting) {
    return text(
        sitting, "(select attempt_id, key, value, epoch, seq, item from attempt_value)", "key");
  }

  private static Set<String> marks(Sitting sitting) {
    return world.db().tx(tx -> MarksModel.stored(tx, sitting.attemptId()));
  }

  private static List<String> text(Sitting sitting, String view, String order) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    "select t::text as line from %s t where attempt_id = ? order by %s"
                        .formatted(view, order),
                    row -> row.text("line"),
                    sitting.attemptId()));
  }

  /** How many batches and values are not packed. */
  private static List<Long> rows(Sitting sitting) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select (select count(*) from attempt_batch where attempt_id = ?) as batches,
                           (select count(*) from attempt_cmi where attempt_id = ?) as elements
                    """,
                    row -> List.of(row.longAt("batches"), row.longAt("elements")),
                    sitting.attemptId(),
                    sitting.attemptId()));
  }
}
