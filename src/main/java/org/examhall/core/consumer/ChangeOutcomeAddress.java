package org.examhall.core.consumer;

import java.util.Map;
import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Tx;

/** Decides what is called in place of a part of an LMS's outcome addresses. */
public final class ChangeOutcomeAddress {
  private final OutcomeAddresses addresses;
  private final AuditLog audit;

  /** Changes {@code addresses}, audited in {@code audit}. */
  public ChangeOutcomeAddress(OutcomeAddresses addresses, AuditLog audit) {
    this.addresses = addresses;
    this.audit = audit;
  }

  /** Calls {@code to} for what begins with {@code from}, or that itself when it is empty. */
  public void run(Tx tx, Actor actor, long consumerId, String from, Optional<String> to) {
    if (to.isPresent()) {
      OutcomeAddress address = new OutcomeAddress(from, to.get());
      address.requireUsable();
      addresses.save(tx, consumerId, address);
      log(
          tx,
          actor,
          AuditAction.CONSUMER_OUTCOME_ADDRESS_SET,
          consumerId,
          Map.of("from", from, "to", to.get()));
    } else if (addresses.remove(tx, consumerId, from)) {
      log(
          tx,
          actor,
          AuditAction.CONSUMER_OUTCOME_ADDRESS_REMOVED,
          consumerId,
          Map.of("from", from));
    }
  }

  private void log(Tx tx, Actor actor, AuditAction action, long id, Map<String, String> details) {
    audit.add(tx, actor, action, "consumer:" + id, details);
  }
}
