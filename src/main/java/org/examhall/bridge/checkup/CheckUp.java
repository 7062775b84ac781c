package org.examhall.bridge.checkup;

import java.util.List;
import java.util.stream.Stream;
import org.examhall.core.secret.SealedSecrets;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.sql.Db;

/**
 * Everything the installation stands on. Takes some seconds when much is broken, since a network
 * that says nothing is waited for. Threads: any.
 */
public final class CheckUp {
  private final SiteCheck site;
  private final CertificateCheck certificates;
  private final DatabaseCheck database;
  private final PartsCheck parts;
  private final PackagesCheck packages;
  private final MailCheck mail;
  private final WorkCheck work;

  /** Of the installation with these settings. */
  public CheckUp(Config config, Db db, SealedSecrets secrets, AuditLog audit) {
    this.site = new SiteCheck(config);
    this.certificates = new CertificateCheck(db);
    this.database = new DatabaseCheck(config, db, secrets);
    this.parts = new PartsCheck(config);
    this.packages = new PackagesCheck(db, config.packages());
    this.mail = new MailCheck(config);
    this.work = new WorkCheck(db, audit);
  }

  /** Looks now. */
  public List<Finding> run() {
    return Stream.of(
            site.run(),
            database.run(),
            parts.run(),
            List.of(packages.run(), mail.run()),
            work.run())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Looks at what tells in a moment how it is, writes nothing into the database, and waits for no
   * network: what certificates showed last night, the packages' disk, and what runs by itself.
   */
  public List<Finding> glance() {
    return Stream.of(
            certificates.run(),
            database.glance(),
            parts.glance(),
            List.of(packages.run()),
            work.glance())
        .flatMap(List::stream)
        .toList();
  }
}
