package org.examhall.core.consumer;

import java.util.Map;
import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.net.ClientIdentity;
import org.examhall.kernel.sql.Tx;

/** Decides which client certificate an LMS is shown when it is sent grades. */
public final class ChangeClientCertificate {
  private final ClientCertificates certificates;
  private final AuditLog audit;

  /** Changes {@code certificates}, audited in {@code audit}. */
  public ChangeClientCertificate(ClientCertificates certificates, AuditLog audit) {
    this.certificates = certificates;
    this.audit = audit;
  }

  /**
   * Keeps it, or removes the one there is when {@code pem} is empty.
   *
   * <p>Errors: {@code Refused} when the text is no certificate with its key.
   */
  public void run(Tx tx, Actor actor, long consumerId, Optional<String> pem) {
    if (pem.isPresent()) {
      String subject = ClientIdentity.ofPem(pem.get()).toString();
      certificates.save(tx, consumerId, pem.get());
      log(
          tx,
          actor,
          AuditAction.CONSUMER_CERTIFICATE_SET,
          consumerId,
          Map.of("certificate", subject));
    } else if (certificates.remove(tx, consumerId)) {
      log(tx, actor, AuditAction.CONSUMER_CERTIFICATE_REMOVED, consumerId, Map.of());
    }
  }

  private void log(Tx tx, Actor actor, AuditAction action, long id, Map<String, String> details) {
    audit.add(tx, actor, action, "consumer:" + id, details);
  }
}
