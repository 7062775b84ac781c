package org.examhall.core.context;

import java.util.Map;
import org.examhall.core.consumer.ConsumerReason;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Makes a new registration part of a consumer that there was before, so that an LMS which moves
 * from LTI 1.1 to 1.3 stays one institution.
 *
 * <p>The consumer that it came with is removed when nothing else is in it. Errors: {@link Refused}
 * with a {@link ConsumerReason} when there is no such consumer or somebody has launched already,
 * since what is kept of them could not follow. Repeats change nothing. Source: MG-02.
 */
public final class JoinConsumer {
  private final Consumers consumers;
  private final Lti13Registrations registrations;
  private final Lti13Deployments deployments;
  private final Contexts contexts;
  private final AuditLog audit;

  /** Works on these tables. */
  public JoinConsumer(
      Consumers consumers,
      Lti13Registrations registrations,
      Lti13Deployments deployments,
      Contexts contexts,
      AuditLog audit) {
    this.consumers = consumers;
    this.registrations = registrations;
    this.deployments = deployments;
    this.contexts = contexts;
    this.audit = audit;
  }

  /** From now on the registration, with its deployments, launches for that consumer. */
  public void run(Tx tx, Actor actor, Lti13Registration registration, long consumerId) {
    long old = registration.consumerId();
    if (old == consumerId) {
      return;
    }
    if (!consumers.lock(tx, consumerId)) {
      throw new Refused(ConsumerReason.CONSUMER_MISSING, consumerId);
    }
    if (contexts.hasAny(tx, old)) {
      throw new Refused(ConsumerReason.LAUNCHED_ALREADY, old);
    }
    registrations.saveConsumer(tx, registration.id(), consumerId);
    deployments.saveConsumer(tx, registration.id(), old, consumerId);
    consumers.removeUnused(tx, old);
    audit.add(
        tx,
        actor,
        AuditAction.REGISTRATION_JOINED,
        "registration:" + registration.id(),
        Map.of("consumer", old + " to " + consumerId));
  }
}
