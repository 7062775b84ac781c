package org.examhall.core.consumer;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti13_deployment} table. */
public final class Lti13Deployments {
  private static final String SELECT =
      """
      select d.id, d.registration_id, d.consumer_id, d.deployment_id, d.state, d.created_at,
             c.enabled
        from lti13_deployment d
        join consumer c on c.id = d.consumer_id
      """;

  /** The deployment that the platform names so, or empty. */
  public Optional<Lti13Deployment> find(Tx tx, long registrationId, String deploymentId) {
    return tx.one(
        SELECT + " where d.registration_id = ? and d.deployment_id = ?",
        Lti13Deployment::read,
        registrationId,
        deploymentId);
  }

  /** The one with this id; it must be there. */
  public Lti13Deployment byId(Tx tx, long id) {
    return tx.only(SELECT + " where d.id = ?", Lti13Deployment::read, id);
  }

  /** The registration's, oldest first. */
  public List<Lti13Deployment> list(Tx tx, long registrationId) {
    return tx.list(
        SELECT + " where d.registration_id = ? order by d.id",
        Lti13Deployment::read,
        registrationId);
  }

  /** A deployment that waits for an administrator; nothing when it is there already. */
  public void addPending(Tx tx, Lti13Registration registration, String deploymentId) {
    tx.change(
        """
        insert into lti13_deployment (registration_id, consumer_id, deployment_id, state)
        values (?, ?, ?, 'pending')
            on conflict (registration_id, deployment_id) do nothing
        """,
        registration.id(),
        registration.consumerId(),
        deploymentId);
  }

  /** Locks the deployment until the transaction ends: two that accept it make one consumer. */
  Optional<Lti13Deployment> lock(Tx tx, long registrationId, String deploymentId) {
    return tx.one(
        SELECT + " where d.registration_id = ? and d.deployment_id = ? for update of d",
        Lti13Deployment::read,
        registrationId,
        deploymentId);
  }

  /** Its launches open the consumer's courses from now on. */
  void saveAccepted(Tx tx, long id, long consumerId) {
    tx.change(
        """
        update lti13_deployment
           set state = 'accepted',
               consumer_id = ?
         where id = ?
        """,
        consumerId,
        id);
  }

  /** Those of one consumer open another's courses from now on. */
  public void saveConsumer(Tx tx, long registrationId, long oldConsumerId, long consumerId) {
    tx.change(
        """
        update lti13_deployment
           set consumer_id = ?
         where registration_id = ?
           and consumer_id = ?
        """,
        consumerId,
        registrationId,
        oldConsumerId);
  }
}
