package org.examhall.core.attempt.save;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Leases;
import org.examhall.core.attempt.Leases.Lease;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.RulesNow;
import org.examhall.core.attempt.save.Standing.End;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.scoring.Marks;
import org.examhall.kernel.sql.Tx;

/**
 * Gives a window its turn at an attempt, or tells it that a newer one has it.
 *
 * <p>An exam that never came so far as to be resumable begins from nothing: what it left is set
 * aside, since it would set each question a second time. A window that asks twice, because the
 * answer was slow, has one turn: else it would be told that another window took it. Threads: any;
 * the attempt's row lock orders turns and saves. Source: docs/reference/protocol.md 4.
 */
public final class TakeTurn {
  private static final int NEW_WINDOW = 0;
  private static final int FIRST = 1;

  private final Attempts attempts;
  private final AttemptRules rules;
  private final AttemptTokens tokens;
  private final AttemptEvents events;
  private final Leases leases;
  private final Saved saved;

  /** What was saved in attempts, and what runs them. */
  public record Saved(
      BatchHistory history, CurrentValues values, Marks marks, ExamVersions versions) {}

  /** Over these tables and rules. */
  public TakeTurn(
      Attempts attempts,
      AttemptRules rules,
      AttemptTokens tokens,
      AttemptEvents events,
      Leases leases,
      Saved saved) {
    this.attempts = attempts;
    this.rules = rules;
    this.tokens = tokens;
    this.events = events;
    this.leases = leases;
    this.saved = saved;
  }

  /** What the attempt looks like to a window that is about to get its turn. */
  private record View(Turn.Seen seen, Optional<EndReason> over) {
    Attempt attempt() {
      return seen.attempt();
    }

    Turn turn(
        int epoch,
        int seq,
        Turn.Entry entry,
        Optional<Map<String, String>> values,
        boolean begins) {
      return new Turn.Granted(epoch, seq, entry, values, begins, over, seen);
    }
  }

  /**
   * The window's turn.
   *
   * @param epoch 0: a new window; else the turn it had before it reconnected
   * @param holdsAll whether the window has its exam open, and can say everything again
   */
  public Turn run(Tx tx, AttemptToken token, int epoch, boolean holdsAll) {
    View view = view(tx, token.attemptId());
    if (token.mode() == Mode.REVIEW) {
      return review(tx, view);
    }
    if (epoch == NEW_WINDOW) {
      return begin(tx, token, view);
    }
    Lease lease = leases.find(tx, token.attemptId()).orElse(Lease.NOBODYS);
    return holdsAll && epoch < lease.epoch()
        ? renew(tx, token, view, lease, epoch)
        : goOn(tx, view, lease, epoch);
  }

  private View view(Tx tx, long attemptId) {
    Attempt attempt = attempts.lock(tx, attemptId);
    RulesNow bound = rules.of(tx, attempt);
    Instant now = bound.now();
    EffectiveTimes open = bound.rules().times();
    Optional<EndReason> over = attempt.endReason();
    if (over.isEmpty()) {
      Optional<End> end = End.byClock(open, attempt.times(), now);
      end.ifPresent(e -> end(tx, attemptId, e));
      boolean shut = !open.countAt(attempt.times(), now).allowed();
      over = end.map(End::reason).or(() -> shut ? Optional.of(EndReason.CLOSED) : Optional.empty());
    }
    return new View(new Turn.Seen(attempt, bound.rules(), now), over);
  }

  private void end(Tx tx, long attemptId, End end) {
    attempts.end(tx, attemptId, end.at(), end.reason());
    events.add(tx, List.of(AttemptEvents.Event.ended(attemptId, end.reason())));
  }

  private Turn review(Tx tx, View view) {
    Map<String, String> values = saved.values().of(tx, view.attempt().id());
    return new Turn.Granted(
        0, 0, Turn.Entry.RESUME, Optional.of(values), false, Optional.empty(), view.seen());
  }

  private Turn begin(Tx tx, AttemptToken token, View view) {
    if (view.over().isPresent()) {
      return new Turn.Over(view.over().get());
    }
    if (leases.takeFirst(tx, token)) {
      return begun(tx, view, FIRST, true, Map.of());
    }
    Lease newest = leases.find(tx, token.attemptId()).orElseThrow();
    return tokens.turnOf(tx, token.id()).equals(Optional.of(newest.epoch()))
        ? again(tx, view, newest)
        : next(tx, token, view);
  }

  /** The turn that this window took before; what it saved since is nothing to begin from. */
  private Turn again(Tx tx, View view, Lease own) {
    boolean fresh = own.freshEpoch() == own.epoch();
    long attemptId = view.attempt().id();
    Map<String, String> values = fresh ? Map.of() : saved.values().of(tx, attemptId);
    int seq = lastStored(tx, attemptId, own.epoch());
    return view.turn(own.epoch(), seq, entry(fresh), Optional.of(values), false);
  }

  private Turn next(Tx tx, AttemptToken token, View view) {
    Attempt attempt = view.attempt();
    Map<String, String> values = saved.values().of(tx, attempt.id());
    boolean fresh = !isResumable(tx, attempt, values);
    if (fresh) {
      saved.values().clear(tx, attempt.id());
      saved.marks().clear(tx, attempt.id());
      values = Map.of();
    }
    return begun(tx, view, leases.take(tx, token, fresh).epoch(), fresh, values);
  }

  private Turn begun(Tx tx, View view, int epoch, boolean fresh, Map<String, String> values) {
    note(tx, view.attempt().id(), epoch, entry(fresh));
    return view.turn(epoch, 0, entry(fresh), Optional.of(values), true);
  }

  private Turn goOn(Tx tx, View view, Lease lease, int epoch) {
    if (epoch < 0 || epoch > lease.epoch()) {
      return new Turn.Unknown();
    }
    return epoch < lease.epoch() ? new Turn.Taken(lease.epoch()) : present(tx, view, epoch);
  }

  /** After a restore the window that holds most goes on, under a number that is new. */
  private Turn renew(Tx tx, AttemptToken token, View view, Lease lease, int epoch) {
    if (tokens.turnOf(tx, token.id()).equals(Optional.of(lease.epoch()))) {
      return present(tx, view, lease.epoch()); // it has not heard of its new number yet
    }
    if (!lease.mayHoldMore(epoch)) {
      return new Turn.Taken(lease.epoch());
    }
    int next = leases.renew(tx, token, epoch);
    note(tx, view.attempt().id(), next, Turn.Entry.RESUME);
    return view.turn(next, 0, Turn.Entry.RESUME, Optional.empty(), true);
  }

  private Turn present(Tx tx, View view, int epoch) {
    int seq = lastStored(tx, view.attempt().id(), epoch);
    return view.turn(epoch, seq, Turn.Entry.RESUME, Optional.empty(), false);
  }

  private int lastStored(Tx tx, long attemptId, int epoch) {
    return Gaps.lastWithout(saved.history().seqs(tx, attemptId, epoch));
  }

  private static Turn.Entry entry(boolean fresh) {
    return fresh ? Turn.Entry.AB_INITIO : Turn.Entry.RESUME;
  }

  private boolean isResumable(Tx tx, Attempt attempt, Map<String, String> values) {
    boolean numbas = saved.versions().byId(tx, attempt.examVersionId()).numbasVersion().isPresent();
    boolean hasState = !values.getOrDefault(ElementRules.SUSPEND_DATA, "").isEmpty();
    return hasState || (!numbas && !values.isEmpty());
  }

  private void note(Tx tx, long attemptId, int epoch, Turn.Entry entry) {
    boolean resume = entry == Turn.Entry.RESUME;
    var details = JsonNodeFactory.instance.objectNode().put("epoch", epoch).put("resume", resume);
    events.add(tx, List.of(new AttemptEvents.Event(attemptId, "opened", details)));
  }
}
