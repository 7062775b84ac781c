package org.examhall.core.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.Decision;
import org.examhall.core.access.OwnLimit;

/**
 * The rules that bind a person's attempts, and what they say at the moment they were read.
 *
 * @param own the time limit that the exam has in itself
 * @param now the server's time then
 */
public record RulesNow(AccessRules rules, OwnLimit own, Instant now) {
  /** The time limit that the student has to know of; empty when there is none. */
  public Optional<Duration> shownLimit() {
    return rules.times().working().shown(own.duration());
  }

  /** Whether a new attempt may begin; see {@link AccessRules#mayStart}. */
  public Decision mayStart(int used, boolean goingOn) {
    return rules.mayStart(used, goingOn, now);
  }

  /** Whether answers to the attempt count. */
  public Decision mayContinue(Attempt attempt) {
    return rules.mayContinue(attempt.times(), now);
  }

  /** Whether its student may look at the attempt again. */
  public Decision mayReview(Attempt attempt) {
    return rules.mayReview(attempt.times(), now);
  }
}
