package org.examhall.core.attempt;

import java.util.List;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Begins a new attempt of the launch's person at a resource.
 *
 * <p>Graded attempts obey the access rules; test runs are for instructors and always allowed.
 * Errors: {@link Refused} with an {@code AccessReason} or {@link AttemptReason}. Threads: any;
 * racing calls of one person wait for one another, so that a double click begins one attempt.
 */
public final class OpenAttempt {
  private final Attempts attempts;
  private final AttemptRules rules;

  /** Over this table and these rules. */
  public OpenAttempt(Attempts attempts, AttemptRules rules) {
    this.attempts = attempts;
    this.rules = rules;
  }

  /** The new attempt. {@code resource} is of the launch's course. */
  public Attempt run(Tx tx, Launch launch, Resource resource, AttemptKind kind) {
    attempts.lockPerson(tx, launch.personId());
    if (kind == AttemptKind.TEST) {
      refuseUnless(launch.isInstructor(), AttemptReason.NOT_YOURS);
    } else {
      refuseUnless(launch.role() != Role.OBSERVER, AttemptReason.OBSERVER);
      checkRules(tx, launch, resource);
    }
    return attempts.add(tx, resource, launch.personId(), kind);
  }

  private void checkRules(Tx tx, Launch launch, Resource resource) {
    RulesNow next = rules.ofNext(tx, resource, launch.personId());
    List<Attempt> earlier = attempts.list(tx, resource.id(), launch.personId(), AttemptKind.GRADED);
    boolean goingOn = earlier.stream().anyMatch(a -> goesOn(tx, a));
    next.mayStart(earlier.size(), goingOn).orRefuse();
  }

  private boolean goesOn(Tx tx, Attempt attempt) {
    return attempt.state() != AttemptState.ENDED
        && rules.of(tx, attempt).mayContinue(attempt).allowed();
  }

  private static void refuseUnless(boolean allowed, AttemptReason reason) {
    if (!allowed) {
      throw new Refused(reason);
    }
  }
}
