package org.examhall.core.attempt;

import org.examhall.core.context.Launch;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Lets a launch open an attempt in the player, to work on or to review.
 *
 * <p>Only its own person may work on an attempt; after its end, to hand over what a device still
 * holds of it. Its person, by the rules, and the course's instructors, always, may review it.
 * Errors: {@link Refused} with an {@code AccessReason} or {@link AttemptReason}. Threads: any.
 * Source: docs/reference/protocol.md 2.
 */
public final class IssueTicket {
  private final Attempts attempts;
  private final AttemptRules rules;
  private final AttemptTokens tokens;

  /** Over these tables and rules. */
  public IssueTicket(Attempts attempts, AttemptRules rules, AttemptTokens tokens) {
    this.attempts = attempts;
    this.rules = rules;
    this.tokens = tokens;
  }

  /** The ticket's text: for the fragment of the player's address, and nowhere else. */
  public String run(Tx tx, Launch launch, long attemptId, Mode mode) {
    Attempt attempt = attempts.of(tx, launch, attemptId);
    if (mode == Mode.NORMAL) {
      checkWork(tx, launch, attempt);
    } else if (!launch.isInstructor()) {
      rules.of(tx, attempt).mayReview(attempt).orRefuse();
    }
    return tokens.issue(tx, launch, attempt.id(), mode);
  }

  /** The ticket for an attempt that the launch begins in this transaction: it may be worked on. */
  public String runNew(Tx tx, Launch launch, Attempt begun) {
    return tokens.issue(tx, launch, begun.id(), Mode.NORMAL);
  }

  private void checkWork(Tx tx, Launch launch, Attempt attempt) {
    if (attempt.personId() != launch.personId()) {
      throw new Refused(AttemptReason.NOT_YOURS);
    }
    if (attempt.endedAt().isEmpty()) {
      rules.of(tx, attempt).mayContinue(attempt).orRefuse();
    }
  }
}
