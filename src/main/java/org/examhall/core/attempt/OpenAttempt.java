package org.examhall.core.attempt;

import java.time.Instant;
import java.util.List;
import org.examhall.core.access.AccessRules;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSettings;
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
  private final ResourceSettings settings;

  /** Over these tables. */
  public OpenAttempt(Attempts attempts, ResourceSettings settings) {
    this.attempts = attempts;
    this.settings = settings;
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
    Instant now = tx.now();
    AccessRules rules = AccessRules.of(settings.of(tx, resource.id()));
    List<Attempt> earlier = attempts.list(tx, resource.id(), launch.personId(), AttemptKind.GRADED);
    boolean goingOn = earlier.stream().anyMatch(a -> rules.mayContinue(a.times(), now).allowed());
    rules.mayStart(earlier.size(), goingOn, now).orRefuse();
  }

  private static void refuseUnless(boolean allowed, AttemptReason reason) {
    if (!allowed) {
      throw new Refused(reason);
    }
  }
}
