package org.examhall.bridge.registration;

import java.util.Optional;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.RegistrationInvite;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.registration.PlatformConfiguration;
import org.examhall.lti.registration.RegistrationReason;

/**
 * Registers us at a platform that holds an invitation.
 *
 * <p>Repeats: an invitation is spent by a success and by nothing else; two at once do not both get
 * through. Errors: {@link Refused} when the invitation can't be used, or for whatever the platform
 * does wrong; then nothing is stored. Threads: any. Source: DR-01 to DR-06.
 */
public final class RegisterPlatform {
  private final Db db;
  private final Tables tables;
  private final ToolAddresses addresses;
  private final PlatformCalls calls;
  private final SealedProposals proposals;
  private final Tokens tokens = new Tokens();

  /** The tables and the verb that this one uses. */
  public record Tables(
      RegistrationInvites invites, Lti13Registrations registrations, StoreRegistration store) {}

  /** Registers {@code addresses}. */
  public RegisterPlatform(
      Db db,
      Tables tables,
      ToolAddresses addresses,
      PlatformCalls calls,
      SealedProposals proposals) {
    this.db = db;
    this.tables = tables;
    this.addresses = addresses;
    this.calls = calls;
    this.proposals = proposals;
  }

  /** The invitation with this code; refused when it can't be used. */
  public RegistrationInvite invitation(String code) {
    return db.tx(tx -> tables.invites().findOpen(tx, tokens.hash(code)))
        .orElseThrow(() -> new Refused(RegistrationReason.INVITE_UNUSABLE));
  }

  /** Registers, or asks for consent to change the registration that is there already. */
  public Registered run(String code, Initiation initiation) {
    RegistrationInvite invite = claim(code);
    try {
      return register(invite, initiation);
    } finally {
      db.run(tx -> tables.invites().release(tx, invite.id()));
    }
  }

  /** Changes the registration that is there already, as its proposal says. */
  public Registered update(String code, String sealedProposal) {
    RegistrationInvite invite = claim(code);
    try {
      Proposal proposal = proposals.open(invite.id(), sealedProposal);
      return new Registered(db.tx(tx -> tables.store().run(tx, invite, proposal)), "");
    } finally {
      db.run(tx -> tables.invites().release(tx, invite.id()));
    }
  }

  private RegistrationInvite claim(String code) {
    return db.tx(tx -> tables.invites().claim(tx, tokens.hash(code)))
        .orElseThrow(() -> new Refused(RegistrationReason.INVITE_UNUSABLE));
  }

  private Registered register(RegistrationInvite invite, Initiation initiation) {
    PlatformConfiguration configuration = calls.configuration(initiation);
    Proposal proposal =
        Proposal.of(configuration, calls.register(addresses.tool(), configuration, initiation));
    Optional<Lti13Registration> known =
        db.tx(
            tx ->
                tables
                    .registrations()
                    .find(tx, proposal.platform().issuer(), proposal.platform().clientId()));
    known.ifPresent(there -> StoreRegistration.requireMayUpdate(there, proposal));
    return known
        .map(there -> new Registered(there, proposals.seal(invite.id(), proposal)))
        .orElseGet(() -> new Registered(db.tx(tx -> tables.store().run(tx, invite, proposal)), ""));
  }
}
