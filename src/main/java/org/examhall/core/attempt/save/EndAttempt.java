package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.Arrived.Gap;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.kernel.sql.Tx;

/**
 * Tells a window that has finished whether everything arrived.
 *
 * <p>The attempt's end is the act of the batch that says so, or of the clock; this only takes the
 * occasion to find out which questions it was about. Asking again is harmless. Threads: any.
 * Source: docs/reference/protocol.md 7.
 */
public final class EndAttempt {
  private final Attempts attempts;
  private final BatchHistory history;
  private final Arrivals arrivals;
  private final IdentifyQuestions identify;

  /** Over these tables. */
  public EndAttempt(Attempts attempts, BatchHistory history, IdentifyQuestions identify) {
    this.attempts = attempts;
    this.history = history;
    this.arrivals = new Arrivals(history);
    this.identify = identify;
  }

  /**
   * What arrived.
   *
   * @param missing the window's own batches that did not, the first hundred
   * @param elsewhere what is missing of other windows, which this one may not hold
   * @param receipt only when nothing is missing, and never in review
   */
  public record Answer(List<Integer> missing, List<Gap> elsewhere, Optional<Receipt> receipt) {
    /** Whether everything is there. */
    public boolean isComplete() {
      return missing.isEmpty() && elsewhere.isEmpty();
    }
  }

  /**
   * What the attempt holds.
   *
   * @param elements stored elements, repeats of a key included
   * @param endedAt by the server's clock; empty when the attempt goes on
   */
  public record Receipt(long elements, Optional<Instant> endedAt) {}

  /**
   * Whether batches 1 to {@code seq} of the epoch are all stored, and nothing of others is missing.
   */
  public Answer run(Tx tx, AttemptToken token, int epoch, int seq) {
    if (token.mode() == Mode.REVIEW) {
      return new Answer(List.of(), List.of(), Optional.empty());
    }
    List<Integer> stored = history.seqs(tx, token.attemptId(), epoch);
    List<Integer> missing = Gaps.missing(stored, seq, Arrivals.MAX_MISSING);
    Arrived arrived = arrivals.of(tx, token.attemptId());
    List<Gap> elsewhere = arrived.gaps().stream().filter(gap -> gap.epoch() != epoch).toList();
    if (!missing.isEmpty() || !elsewhere.isEmpty()) {
      return new Answer(missing, elsewhere, Optional.empty());
    }
    identify.run(tx, token.attemptId());
    Attempt attempt = attempts.byId(tx, token.attemptId());
    long elements = history.elementCount(tx, token.attemptId());
    return new Answer(List.of(), List.of(), Optional.of(new Receipt(elements, attempt.endedAt())));
  }
}
