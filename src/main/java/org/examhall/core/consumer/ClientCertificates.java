package org.examhall.core.consumer;

import java.util.Optional;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.net.ClientIdentity;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code client_certificate} table; keys are sealed on the way in. */
public final class ClientCertificates {
  private static final String PURPOSE = "client_certificate.private_key";

  private final SecretBox box;

  /** Certificates whose keys are sealed in {@code box}. */
  public ClientCertificates(SecretBox box) {
    this.box = box;
  }

  /** Who we are to the consumer's LMS, with the key; empty when it asks for nothing. */
  public Optional<ClientIdentity> find(Tx tx, long consumerId) {
    return tx.one(
        """
        select private_key
          from client_certificate
         where consumer_id = ?
        """,
        row -> ClientIdentity.ofPem(box.open(PURPOSE, row.bytes("private_key"))),
        consumerId);
  }

  /** The certificate without its key, for people; empty when there is none. */
  public Optional<CertificateSummary> summary(Tx tx, long consumerId) {
    return tx.one(
        """
        select certificate
          from client_certificate
         where consumer_id = ?
        """,
        row -> CertificateSummary.of(row.text("certificate")),
        consumerId);
  }

  /** Keeps certificates and key, one PEM text, in place of what there was. */
  void save(Tx tx, long consumerId, String pem) {
    tx.change(
        """
        insert into client_certificate (consumer_id, certificate, private_key)
        values (?, ?, ?)
            on conflict (consumer_id) do update
           set certificate = excluded.certificate,
               private_key = excluded.private_key,
               changed_at = now()
        """,
        consumerId,
        ClientIdentity.certificatesOf(pem),
        box.seal(PURPOSE, pem));
  }

  /** Shows no certificate any more; whether there was one. */
  boolean remove(Tx tx, long consumerId) {
    return tx.change(
            """
            delete from client_certificate
             where consumer_id = ?
            """,
            consumerId)
        > 0;
  }
}
