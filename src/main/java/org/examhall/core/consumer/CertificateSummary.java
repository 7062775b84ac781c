package org.examhall.core.consumer;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.examhall.kernel.net.ClientIdentity;

/** A client certificate as people tell it from others. */
public record CertificateSummary(String subject, Instant validUntil) {
  static CertificateSummary of(String certificates) {
    X509Certificate own = ClientIdentity.certificates(certificates).get(0);
    return new CertificateSummary(
        own.getSubjectX500Principal().getName(), own.getNotAfter().toInstant());
  }
}
