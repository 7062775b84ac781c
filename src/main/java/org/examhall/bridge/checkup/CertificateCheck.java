package org.examhall.bridge.checkup;

import java.util.List;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;

/** Whether a certificate ends soon, or has, by what {@link WatchCertificates} saw last. */
final class CertificateCheck {
  private final Db db;
  private final Certificates certificates = new Certificates();

  CertificateCheck(Db db) {
    this.db = db;
  }

  List<Finding> run() {
    try {
      return db.read(certificates::list).stream().map(CertificateCheck::finding).toList();
    } catch (SqlFailure e) {
      return List.of(); // others say that the database is away
    }
  }

  private static Finding finding(Certificates.Left seen) {
    if (seen.left().compareTo(SiteCheck.SOON) > 0) {
      return Finding.ok(seen.site(), "the certificate was good when it was seen last");
    }
    return seen.left().isNegative()
        ? Finding.wrong(seen.site(), "the certificate has ended, or is not believed: renew it")
        : Finding.warn(seen.site(), "the certificate ends soon: renew it");
  }
}
