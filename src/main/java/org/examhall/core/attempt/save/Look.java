package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Leases;
import org.examhall.core.attempt.save.Standing.End;
import org.examhall.kernel.sql.Tx;

/**
 * Reads what a window is told without asking, for those that can't be told at once. Changes
 * nothing.
 */
public final class Look {
  private final Attempts attempts;
  private final AttemptRules rules;
  private final Leases leases;

  /** Over these tables and rules. */
  public Look(Attempts attempts, AttemptRules rules, Leases leases) {
    this.attempts = attempts;
    this.rules = rules;
    this.leases = leases;
  }

  /**
   * How an attempt is.
   *
   * @param newestEpoch whose turn it is; 0: nobody's yet
   * @param ended who or what ended it, the clock included; empty while it goes on
   */
  public record Seen(Times times, int newestEpoch, Optional<EndReason> ended, Instant now) {}

  /** How the attempt is now. */
  public Seen run(Tx tx, long attemptId) {
    Attempt attempt = attempts.byId(tx, attemptId);
    Instant now = tx.now();
    EffectiveTimes open = rules.of(tx, attempt).times();
    Optional<EndReason> ended =
        attempt.endReason().or(() -> End.byClock(open, attempt.times(), now).map(End::reason));
    int newest = leases.find(tx, attemptId).map(Leases.Lease::epoch).orElse(0);
    return new Seen(Times.of(open, attempt.times(), now), newest, ended, now);
  }
}
