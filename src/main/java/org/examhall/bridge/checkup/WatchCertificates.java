package org.examhall.bridge.checkup;

import java.util.List;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.sql.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the certificates of both origins and tells the log and {@code /metrics} of one that ends
 * soon. An origin that does not answer is told to the log only: what was seen last stays.
 */
public final class WatchCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(WatchCertificates.class);

  private final SiteCheck site;
  private final Certificates certificates = new Certificates();

  /** Of the installation with these settings. */
  public WatchCertificates(Config config) {
    this.site = new SiteCheck(config);
  }

  /** Looks now, for some seconds at most, and waits for nobody inside a transaction. */
  public void run(Db db) {
    List<SiteCheck.Look> looks = site.look();
    looks.stream()
        .map(SiteCheck.Look::finding)
        .filter(finding -> finding.mark() != Finding.Mark.OK)
        .forEach(finding -> LOG.warn("{}: {}", finding.subject(), finding.text()));
    db.run(
        tx -> {
          for (SiteCheck.Look look : looks) {
            String subject = look.finding().subject();
            look.until().ifPresent(until -> certificates.save(tx, subject, until));
            if (look.notBelieved()) {
              certificates.saveNotBelieved(tx, subject);
            }
          }
        });
  }
}
