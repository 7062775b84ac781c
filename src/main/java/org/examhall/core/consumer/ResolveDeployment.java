package org.examhall.core.consumer;

import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.kernel.sql.Tx;

/**
 * The deployment that a genuine launch names. One that was never seen is accepted, or kept for the
 * administrator to accept, as the registration's rules say.
 *
 * <p>Call it only for a message whose signature was right. Source: LA-11.
 */
public final class ResolveDeployment {
  private final Lti13Deployments deployments;
  private final AcceptDeployment accept;

  /** Looks in {@code deployments}; unknown ones may be accepted by {@code accept}. */
  public ResolveDeployment(Lti13Deployments deployments, AcceptDeployment accept) {
    this.deployments = deployments;
    this.accept = accept;
  }

  /**
   * The deployment, which may be one that is not accepted yet: the caller refuses its launch, after
   * the transaction that stored it.
   */
  public Lti13Deployment run(Tx tx, Lti13Registration registration, String deploymentId) {
    Optional<Lti13Deployment> known = deployments.find(tx, registration.id(), deploymentId);
    boolean accepted = known.map(Lti13Deployment::accepted).orElse(false);
    if (!accepted && registration.rules().acceptDeployments()) {
      return accept.run(tx, Actor.SYSTEM, registration, deploymentId);
    }
    return known.orElseGet(() -> pending(tx, registration, deploymentId));
  }

  private Lti13Deployment pending(Tx tx, Lti13Registration registration, String deploymentId) {
    deployments.addPending(tx, registration, deploymentId);
    return deployments.find(tx, registration.id(), deploymentId).orElseThrow();
  }
}
