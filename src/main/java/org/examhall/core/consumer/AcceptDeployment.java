package org.examhall.core.consumer;

import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Accepts a deployment, known or not: its launches are let in from now on. Where one client stands
 * for many institutions, the deployment gets a consumer of its own.
 */
public final class AcceptDeployment {
  private static final int MAX_CHARS = 255;
  private static final int MAX_TITLE_CHARS = 255;

  private final Lti13Deployments deployments;
  private final Consumers consumers;
  private final AuditLog audit;

  /** Accepts in {@code deployments}, audited in {@code audit}. */
  public AcceptDeployment(Lti13Deployments deployments, Consumers consumers, AuditLog audit) {
    this.deployments = deployments;
    this.consumers = consumers;
    this.audit = audit;
  }

  /** The accepted deployment; refused when the id is empty or too long. Repeats change nothing. */
  public Lti13Deployment run(
      Tx tx, Actor actor, Lti13Registration registration, String deploymentId) {
    if (deploymentId.isBlank() || deploymentId.length() > MAX_CHARS) {
      throw new Refused(ConsumerReason.DEPLOYMENT_UNUSABLE);
    }
    deployments.addPending(tx, registration, deploymentId);
    Lti13Deployment deployment =
        deployments.lock(tx, registration.id(), deploymentId).orElseThrow();
    if (deployment.accepted()) {
      return deployment;
    }
    deployments.saveAccepted(tx, deployment.id(), consumerFor(tx, registration, deploymentId));
    audit.add(
        tx,
        actor,
        AuditAction.DEPLOYMENT_ACCEPTED,
        "registration:" + registration.id(),
        Map.of("deployment", deploymentId));
    return deployments.byId(tx, deployment.id());
  }

  private long consumerFor(Tx tx, Lti13Registration registration, String deploymentId) {
    if (!registration.rules().consumerPerDeployment()) {
      return registration.consumerId();
    }
    String title = consumers.title(tx, registration.consumerId()) + " · " + deploymentId;
    return consumers.add(tx, title.substring(0, Math.min(title.length(), MAX_TITLE_CHARS))).id();
  }
}
