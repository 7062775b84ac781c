package org.examhall.core.attempt.save;

import java.util.List;
import java.util.Map;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.Leases;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.core.scoring.Marks;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;

/** The save path as the program wires it, and short ways to use it in tests. */
final class SavePath {
  static final CurrentValues VALUES = new CurrentValues();
  static final BatchHistory HISTORY = new BatchHistory(new HistoryText(new Json()));
  static final Attempts ATTEMPTS = new Attempts();
  private static final SaveBatches SAVE = process();
  static final TakeTurn TAKE_TURN =
      new TakeTurn(
          ATTEMPTS,
          new AttemptRules(),
          new AttemptTokens(new Tokens()),
          new AttemptEvents(),
          new Leases(),
          new TakeTurn.Saved(HISTORY, VALUES, new Marks(), new ExamVersions()));
  static final EndAttempt END =
      new EndAttempt(ATTEMPTS, HISTORY, new IdentifyQuestions(new Json()));

  private SavePath() {}

  /** The save path of a web process of its own; for one database. */
  static SaveBatches process() {
    return new SaveBatches(HISTORY, VALUES, new AttemptEvents(), new Marks(), new Grades());
  }

  /** A new window's turn. */
  static Turn.Granted begin(World world, AttemptToken token) {
    return (Turn.Granted) world.db().tx(tx -> TAKE_TURN.run(tx, token, 0, false));
  }

  static Batch batch(Sitting sitting, int epoch, int seq, Element... elements) {
    return new Batch(
        sitting.attemptId(),
        sitting.window().holder().id(),
        epoch,
        seq,
        List.of(elements),
        List.of(),
        false);
  }

  /** After these elements the content ended its session. */
  static Batch last(Sitting sitting, int epoch, int seq, Element... elements) {
    Batch batch = batch(sitting, epoch, seq, elements);
    return new Batch(
        batch.attemptId(), batch.tokenId(), epoch, seq, batch.elements(), List.of(), true);
  }

  static Element element(String key, String value) {
    return new Element(key, new Whole(value), 1_767_225_610_123L);
  }

  /** The splice that turns {@code from} into {@code to}. */
  static Element splice(String from, String to) {
    int start = 0;
    int most = Math.min(from.length(), to.length());
    while (start < most && from.charAt(start) == to.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && from.charAt(from.length() - 1 - end) == to.charAt(to.length() - 1 - end)) {
      end++;
    }
    Splice splice =
        Splice.of(
            ValueHash.of(from),
            new Edit(start, from.length() - start - end, to.substring(start, to.length() - end)),
            to.length(),
            ValueHash.of(to));
    return new Element(ElementRules.SUSPEND_DATA, splice, 0);
  }

  /** Stores the batches as one group by a process that keeps what it stored in mind. */
  static List<SaveReply> save(SaveBatches process, World world, Batch... batches) {
    SaveBatches.Saved saved = world.db().tx(tx -> process.run(tx, List.of(batches)));
    process.committed(saved);
    return saved.replies();
  }

  /** Stores the batches as one group. */
  static List<SaveReply> save(World world, Batch... batches) {
    return world.db().tx(tx -> SAVE.run(tx, List.of(batches))).replies();
  }

  static SaveReply.Ack saveOne(World world, Batch batch) {
    return (SaveReply.Ack) save(world, batch).get(0);
  }

  static Map<String, String> values(Sitting sitting) {
    return sitting.world().db().tx(tx -> VALUES.of(tx, sitting.attemptId()));
  }
}
