package org.examhall.core.attempt.save;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.save.CurrentValues.Write;
import org.examhall.core.attempt.save.Standing.End;

/**
 * Works out in memory what new batches of one attempt change: one value a key, the last place wins.
 *
 * <p>Batches are added in the order of their places. Late ones change nothing current. Those of an
 * older window change only what no newer one wrote, which their places decide, and never
 * suspend_data: half of one window's state and half of another's is no state. One thread.
 */
final class Fold {

  /** What an end overtook on the way arrives within this time. */
  private static final Duration OVERTAKEN = Duration.ofMinutes(1);

  private final Standing standing;
  private final Map<String, Write> writes = new HashMap<>();
  private final Current dataBefore;
  private Current suspendData;
  private Optional<End> end;
  private boolean askedForData;
  private boolean lacksData;
  private boolean added;
  private boolean counted;

  /**
   * Nothing added yet.
   *
   * @param suspendData the current value; none when no batch needs it
   */
  Fold(Standing standing, Current suspendData) {
    this.standing = standing;
    // What comes in the same group as the end was sent before anybody knew of it.
    this.askedForData = standing.askedForData() || standing.end().isEmpty();
    this.lacksData = standing.lacksData();
    this.suspendData = suspendData;
    this.dataBefore = suspendData;
    this.end =
        standing.end().or(() -> End.byClock(standing.open(), standing.times(), standing.now()));
  }

  /** Takes a batch that was not stored before. */
  BatchHistory.Entry add(Batch batch) {
    boolean late = isLate(batch);
    boolean stale = batch.epoch() < standing.epoch();
    List<Element> kept = new ArrayList<>(batch.elements().size());
    List<Refusal> refused = new ArrayList<>(batch.refused());
    for (Element element : batch.elements()) {
      Place place = new Place(batch.epoch(), batch.seq(), kept.size());
      if (late || take(element, place, stale)) {
        kept.add(element);
      } else {
        refused.add(new Refusal(element.key(), Refusal.Why.BASE));
      }
    }
    added = true;
    counted |= !late;
    boolean mayEnd = standing.saysCompletedLast() && !late && !stale && end.isEmpty();
    if (mayEnd && kept.stream().anyMatch(Fold::saysItIsOver)) {
      Place place = new Place(batch.epoch(), batch.seq(), 0);
      end = Optional.of(new End(standing.now(), EndReason.EXAM, Optional.of(place)));
    }
    return new BatchHistory.Entry(batch, kept, refused, late, stale);
  }

  /**
   * Takes the whole suspend_data that a repeat brings in place of the splice that did not fit;
   * empty when it brings none, or when the attempt has ended and does not lack it: receipts say
   * what was stored then. That of an older window goes to the history only.
   */
  Optional<BatchHistory.Completion> complete(Batch batch, BatchHistory.Known known) {
    List<Refusal> still =
        known.refused().stream().filter(r -> r.why() != Refusal.Why.BASE).toList();
    List<Element> data =
        batch.elements().stream().filter(e -> e.key().equals(ElementRules.SUSPEND_DATA)).toList();
    if (still.size() == known.refused().size()
        || data.size() != 1
        || !(data.get(0).content() instanceof Whole)
        || isLate(batch.with(data, List.of()))
        || (end.isPresent() && !standing.lacksData())) {
      return Optional.empty();
    }
    if (batch.epoch() == standing.epoch()) {
      boolean lacked = lacksData;
      takeSuspendData(data.get(0).content(), new Place(batch.epoch(), batch.seq(), known.kept()));
      lacksData = lacked; // the next one in this group may bring what is newer still
    }
    added = true;
    return Optional.of(new BatchHistory.Completion(batch, data.get(0), still));
  }

  long attemptId() {
    return standing.attemptId();
  }

  /** Whether something was added to the history. */
  boolean added() {
    return added;
  }

  /** How the attempt stood before. */
  Standing standing() {
    return standing;
  }

  /** The suspend_data that may become current; empty if these batches bring none. */
  Optional<Current> newData() {
    return suspendData == dataBefore ? Optional.empty() : Optional.of(suspendData);
  }

  /** What may become current. */
  Collection<Write> writes() {
    return writes.values();
  }

  /** The end that these batches or the clock brought about; empty if it goes on or had ended. */
  Optional<End> newEnd() {
    return standing.end().isPresent() ? Optional.empty() : end;
  }

  /** The answer to a batch, as the attempt stands now. */
  SaveReply.Ack ack(Batch batch, List<Refusal> refused, boolean late) {
    return new SaveReply.Ack(
        batch.epoch(),
        batch.seq(),
        refused,
        late,
        standing.epoch(),
        end.map(End::reason),
        standing.now(),
        Times.of(standing.open(), times(), standing.now()));
  }

  /** As they are once this is written. */
  private AttemptTimes times() {
    return begins()
        ? new AttemptTimes(Optional.of(standing.now()), standing.times().endedAt())
        : standing.times();
  }

  /** Whether there is anything to write. */
  boolean changes() {
    return added || newEnd().isPresent();
  }

  /** Whether something was added that counts. */
  boolean counted() {
    return counted;
  }

  /** Whether its content may have ended the attempt by what was added, without saying so itself. */
  boolean mayHaveFinished() {
    return counted && !standing.saysCompletedLast() && end.isEmpty();
  }

  /** Whether the attempt begins with these batches. */
  boolean begins() {
    return counted && standing.times().startedAt().isEmpty();
  }

  /**
   * After the end, or while the exam is closed. What the ending window had sent before its exam
   * ended was only overtaken on the way, and counts if it comes soon: numbers are the window's own
   * word, and what comes later may have been made up by somebody who has seen the right answers.
   * The whole suspend_data that it was asked for in place of a splice, which bears on no mark,
   * counts as soon, or later if none has come.
   */
  private boolean isLate(Batch batch) {
    if (!standing.open().countAt(standing.times(), standing.now()).allowed()) {
      return true;
    }
    boolean counts =
        end.flatMap(End::place)
            .filter(place -> place.epoch() == batch.epoch())
            .filter(place -> isOnTheWay(batch, place))
            .isPresent();
    return end.isPresent() && !counts;
  }

  private boolean isOnTheWay(Batch batch, Place place) {
    boolean soon = !standing.now().isAfter(end.orElseThrow().at().plus(OVERTAKEN));
    return (soon && batch.seq() < place.seq())
        || ((soon ? askedForData : lacksData) && isWholeData(batch));
  }

  private static boolean isWholeData(Batch batch) {
    return !batch.elements().isEmpty()
        && batch.elements().stream()
            .allMatch(
                e -> e.key().equals(ElementRules.SUSPEND_DATA) && e.content() instanceof Whole);
  }

  private boolean take(Element element, Place place, boolean stale) {
    if (element.key().equals(ElementRules.SUSPEND_DATA)) {
      return stale || takeSuspendData(element.content(), place);
    }
    if (element.content() instanceof Whole whole) {
      put(element.key(), Optional.of(whole.text()), place);
    }
    return true;
  }

  /** False when a splice does not fit; one that a later value has overtaken is history only. */
  private boolean takeSuspendData(Content content, Place place) {
    if (!place.isAfter(suspendData.place())) {
      return true;
    }
    Optional<String> value =
        content instanceof Splice splice
            ? splice.applyTo(suspendData.value())
            : Optional.of(((Whole) content).text());
    value.ifPresent(
        text -> {
          suspendData = new Current(text, place);
          put(
              ElementRules.SUSPEND_DATA,
              content instanceof Splice ? value : Optional.empty(),
              place);
        });
    askedForData |= value.isEmpty();
    lacksData = value.isEmpty();
    return value.isPresent();
  }

  private void put(String key, Optional<String> value, Place place) {
    if (place.epoch() >= standing.freshEpoch()) {
      writes.put(key, new Write(standing.attemptId(), key, value, place));
    }
  }

  private static boolean saysItIsOver(Element element) {
    return element.key().equals("cmi.completion_status")
        && element.content() instanceof Whole whole
        && whole.text().equals("completed");
  }
}
