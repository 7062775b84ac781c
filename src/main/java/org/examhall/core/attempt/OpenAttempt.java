package org.examhall.core.attempt;

import java.util.List;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
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
  private final Resources resources;
  private final Attempts attempts;
  private final AttemptRules rules;

  /** Over these tables and rules. */
  public OpenAttempt(Resources resources, Attempts attempts, AttemptRules rules) {
    this.resources = resources;
    this.attempts = attempts;
    this.rules = rules;
  }

  /** The new attempt at what the launch opens. */
  public Attempt run(Tx tx, Launch launch, AttemptKind kind) {
    attempts.lockPerson(tx, launch.personId());
    return attempts.add(
        tx,
        kind == AttemptKind.TEST ? testable(tx, launch) : startable(tx, launch),
        launch.personId(),
        kind);
  }

  private Resource testable(Tx tx, Launch launch) {
    refuseUnless(launch.isInstructor(), AttemptReason.NOT_YOURS);
    return resources.of(tx, launch);
  }

  private Resource startable(Tx tx, Launch launch) {
    refuseUnless(launch.role() != Role.OBSERVER, AttemptReason.OBSERVER);
    AttemptRules.Next next = rules.ofNext(tx, launch);
    Resource resource = next.resource();
    List<Attempt> earlier =
        next.isFirst()
            ? List.of()
            : attempts.list(tx, resource.id(), launch.personId(), AttemptKind.GRADED);
    boolean goingOn = earlier.stream().anyMatch(a -> goesOn(tx, a));
    next.rules().mayStart(earlier.size(), goingOn).orRefuse();
    return resource;
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
