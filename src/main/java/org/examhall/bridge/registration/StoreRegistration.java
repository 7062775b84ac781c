package org.examhall.bridge.registration;

import java.util.Map;
import org.examhall.core.consumer.AcceptDeployment;
import org.examhall.core.consumer.AddLti13Consumer;
import org.examhall.core.consumer.ChangeRegistration;
import org.examhall.core.consumer.Lms;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.RegistrationInvite;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.registration.RegistrationReason;

/** Makes or updates a registration as an invitation allows, and spends the invitation. */
public final class StoreRegistration {
  private final Tables tables;
  private final AddLti13Consumer add;
  private final ChangeRegistration change;
  private final AcceptDeployment accept;
  private final AuditLog audit;

  /** The tables that this verb reads and changes. */
  public record Tables(Lti13Registrations registrations, RegistrationInvites invites) {}

  /** Stores with these. */
  public StoreRegistration(
      Tables tables,
      AddLti13Consumer add,
      ChangeRegistration change,
      AcceptDeployment accept,
      AuditLog audit) {
    this.tables = tables;
    this.add = add;
    this.change = change;
    this.accept = accept;
    this.audit = audit;
  }

  /**
   * The registration. A new one is active if the invitation says so; one that was there stays as
   * active as it was, and as long as it is active, where it was.
   */
  public Lti13Registration run(Tx tx, RegistrationInvite invite, Proposal proposal) {
    Actor actor = new Actor("invite:" + invite.id(), "");
    Lti13Registration registration =
        tables
            .registrations()
            .find(tx, proposal.platform().issuer(), proposal.platform().clientId())
            .map(known -> updated(tx, actor, known, proposal))
            .orElseGet(() -> added(tx, actor, invite, proposal));
    if (!tables.invites().spend(tx, invite.id(), registration.id())) {
      throw new Refused(RegistrationReason.INVITE_UNUSABLE);
    }
    proposal.deploymentId().ifPresent(id -> accept.run(tx, actor, registration, id));
    return tables.registrations().byId(tx, registration.id());
  }

  /**
   * Refused when the registration is in use and the platform would be somewhere else: an invitation
   * is no leave to lead a whole LMS's launches and tokens to other addresses.
   */
  static void requireMayUpdate(Lti13Registration known, Proposal proposal) {
    if (known.active() && !known.platform().answersWhere(proposal.platform())) {
      throw new Refused(RegistrationReason.ADDRESSES_IN_USE, known.issuer(), known.clientId());
    }
  }

  private Lti13Registration updated(
      Tx tx, Actor actor, Lti13Registration known, Proposal proposal) {
    requireMayUpdate(known, proposal);
    ChangeRegistration.Wish wish =
        ChangeRegistration.Wish.of(known).with(proposal.platform()).with(proposal.scopes());
    change.run(tx, actor, known, wish);
    return known;
  }

  private Lti13Registration added(
      Tx tx, Actor actor, RegistrationInvite invite, Proposal proposal) {
    AddLti13Consumer.Entry entry =
        new AddLti13Consumer.Entry(
            invite.consumerTitle(),
            proposal.platform(),
            Lms.ofProduct(proposal.platform().product()).rules(),
            proposal.deploymentId());
    Lti13Registration added = add.run(tx, actor, entry);
    tables.registrations().saveScopes(tx, added.id(), proposal.scopes());
    tables.registrations().setActive(tx, added.id(), invite.activeAtOnce());
    audit.add(tx, actor, AuditAction.REGISTRATION_ADDED, "registration:" + added.id(), Map.of());
    return added;
  }
}
