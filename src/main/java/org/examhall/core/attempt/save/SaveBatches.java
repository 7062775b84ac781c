package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.save.BatchHistory.Completion;
import org.examhall.core.attempt.save.BatchHistory.Entry;
import org.examhall.core.attempt.save.BatchHistory.Known;
import org.examhall.core.attempt.save.CurrentValues.Write;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.Marks;
import org.examhall.core.scoring.Touched;
import org.examhall.kernel.sql.Tx;

/**
 * Stores batches of any number of attempts, and all that follows from them, in one transaction.
 *
 * <p>History, current values, marks, the attempt's state and end, and the grade outbox agree when
 * it commits. A number of statements that does not depend on how many batches there are. Repeats
 * change nothing and are acknowledged again, but for a whole value in place of a splice that did
 * not fit. An attempt that somebody else holds is left out: its batches are to be sent again.
 * Errors: an {@code SqlFailure} concerns all batches; the caller tries their halves. Threads: any;
 * the attempts' row locks order them. Source: docs/reference/protocol.md 5, 6, 8;
 * docs/explanation/saving.md.
 */
public final class SaveBatches {
  /** When to try again what belongs to an attempt that somebody else holds. */
  private static final int HELD_MILLIS = 1_000;

  private final Standings standings = new Standings();
  private final SuspendData suspendData = new SuspendData();
  private final Room room = new Room();
  private final BatchHistory history;
  private final CurrentValues values;
  private final AttemptChanges changes;
  private final Marks marks;
  private final Grades grades;

  /** Over these tables and rules. */
  public SaveBatches(
      BatchHistory history,
      CurrentValues values,
      AttemptEvents events,
      Marks marks,
      Grades grades) {
    this.history = history;
    this.values = values;
    this.changes = new AttemptChanges(events);
    this.marks = marks;
    this.grades = grades;
  }

  /**
   * What to do after the commit.
   *
   * @param replies in the order of the batches
   * @param dueGrades to ring the bell for
   * @param data for {@link #committed}
   */
  record Saved(List<SaveReply> replies, List<DueGrade> dueGrades, Map<Long, Current> data) {}

  /** Stores the batches; a reply may be sent once the transaction has committed. */
  Saved run(Tx tx, List<Batch> sent) {
    Map<Long, Fold> folds = folds(tx, sent);
    Set<Long> full = room.full(tx, sent);
    List<Batch> batches =
        full.isEmpty()
            ? sent
            : sent.stream().map(b -> full.contains(b.attemptId()) ? Room.cut(b) : b).toList();
    List<Known> known = history.known(tx, batches);
    SaveReply[] replies = new SaveReply[batches.size()];
    Map<Number, SaveReply> answered = new HashMap<>();
    Stored stored = new Stored(new ArrayList<>(), new ArrayList<>());
    for (int i : inPlaceOrder(batches)) {
      Batch batch = batches.get(i);
      Fold fold = folds.get(batch.attemptId());
      if (!known.get(i).allowed()) {
        replies[i] = new SaveReply.TokenEnded(batch.epoch(), batch.seq());
      } else if (fold == null) {
        replies[i] = new SaveReply.Busy(batch.epoch(), batch.seq(), HELD_MILLIS);
      } else {
        replies[i] =
            answered.computeIfAbsent(
                Number.of(batch), unused -> reply(batch, known.get(i), fold, stored));
      }
    }
    List<DueGrade> dueGrades = store(tx, folds.values(), stored);
    Map<Long, Current> data = new HashMap<>();
    folds.forEach((id, fold) -> fold.newData().ifPresent(current -> data.put(id, current)));
    return new Saved(List.of(replies), dueGrades, data);
  }

  /**
   * To be told once the transaction of {@link #run} has committed: the next splices are cheaper.
   */
  void committed(Saved saved) {
    suspendData.keep(saved.data());
  }

  /** What is new in the history. */
  private record Stored(List<Entry> entries, List<Completion> completions) {}

  /** What names a batch: repeats inside one group share it. */
  private record Number(long attemptId, int epoch, int seq) {
    static Number of(Batch batch) {
      return new Number(batch.attemptId(), batch.epoch(), batch.seq());
    }
  }

  private Map<Long, Fold> folds(Tx tx, List<Batch> batches) {
    Set<Long> ids = new HashSet<>();
    Set<Long> wantingData = new HashSet<>();
    for (Batch batch : batches) {
      ids.add(batch.attemptId());
      if (batch.hasSplice()) {
        wantingData.add(batch.attemptId());
      }
    }
    Map<Long, Fold> folds = new HashMap<>();
    List<Standing> found = standings.lockAndRead(tx, ids);
    wantingData.retainAll(found.stream().map(Standing::attemptId).toList());
    Map<Long, Current> data = wantingData.isEmpty() ? Map.of() : suspendData.of(tx, wantingData);
    for (Standing standing : found) {
      long id = standing.attemptId();
      folds.put(id, new Fold(standing, data.getOrDefault(id, Current.NONE)));
    }
    return folds;
  }

  /** Of repeats in one group the one that is whole comes first: it fits whatever is there. */
  private static List<Integer> inPlaceOrder(List<Batch> batches) {
    return IntStream.range(0, batches.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(i -> batches.get(i).epoch())
                .thenComparingInt(i -> batches.get(i).seq())
                .thenComparing(i -> batches.get(i).hasSplice()))
        .toList();
  }

  private static SaveReply reply(Batch batch, Known known, Fold fold, Stored stored) {
    if (batch.epoch() < 1 || batch.epoch() > fold.standing().epoch()) {
      return new SaveReply.UnknownEpoch(batch.epoch(), batch.seq());
    }
    if (known.stored()) {
      Optional<Completion> completion = fold.complete(batch, known);
      completion.ifPresent(stored.completions()::add);
      List<Refusal> refused = completion.map(Completion::refused).orElse(known.refused());
      return fold.ack(batch, refused, known.late());
    }
    Entry entry = fold.add(batch);
    stored.entries().add(entry);
    return fold.ack(batch, entry.refused(), entry.late());
  }

  private List<DueGrade> store(Tx tx, Collection<Fold> folds, Stored stored) {
    List<Fold> changed = folds.stream().filter(Fold::changes).toList();
    if (changed.isEmpty()) {
      return List.of();
    }
    Instant now = changed.get(0).standing().now();
    history.add(tx, stored.entries(), now);
    history.complete(tx, stored.completions());
    List<Write> writes = changed.stream().flatMap(fold -> fold.writes().stream()).toList();
    values.save(tx, writes, now);
    changes.save(tx, changed);
    changes.note(tx, changed, stored.entries());
    Touched touched = new Touched();
    writes.forEach(write -> touched.add(write.attemptId(), write.key()));
    Set<Long> ids = new TreeSet<>(marks.update(tx, touched));
    changes.finish(tx, changed);
    changed.stream().filter(Fold::begins).forEach(fold -> ids.add(fold.attemptId()));
    return ids.isEmpty() ? List.of() : grades.changed(tx, longs(ids));
  }

  private static long[] longs(Collection<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
