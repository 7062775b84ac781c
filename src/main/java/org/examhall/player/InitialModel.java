package org.examhall.player;

import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptKind;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.Mode;
import org.examhall.kernel.sql.Tx;

/**
 * The elements that the host, not the exam, sets when a window opens.
 *
 * <p>Learner, mode and entry are told apart from these; the client derives counts. Exams compare
 * {@code numbas.review_allowed} with the exact word {@code false}: a boolean would count as
 * allowed. Source: docs/reference/protocol.md 4.
 */
public final class InitialModel {
  private final Attempts attempts;
  private final AttemptRules rules;

  /** Over this table and these rules. */
  public InitialModel(Attempts attempts, AttemptRules rules) {
    this.attempts = attempts;
    this.rules = rules;
  }

  Map<String, String> valuesFor(Tx tx, AttemptToken token) {
    Attempt attempt = attempts.byId(tx, token.attemptId());
    boolean instructor = isInstructor(token, attempt);
    return Map.of(
        "numbas.user_role",
        instructor ? "instructor" : "student",
        "numbas.review_allowed",
        Boolean.toString(instructor || mayReview(tx, attempt)));
  }

  /** An exam shows an instructor everything, so a test run is taken as a student. */
  private static boolean isInstructor(AttemptToken token, Attempt attempt) {
    return token.mode() == Mode.REVIEW
        && (token.personId() != attempt.personId() || attempt.kind() == AttemptKind.TEST);
  }

  /** Whether the student may see right answers once the exam is over: it asks at its end. */
  private boolean mayReview(Tx tx, Attempt attempt) {
    AccessRules asIfEnded = rules.of(tx, attempt);
    var now = tx.now();
    AttemptTimes ended = new AttemptTimes(Optional.of(now), Optional.of(now));
    return asIfEnded.mayReview(ended, now).allowed();
  }
}
