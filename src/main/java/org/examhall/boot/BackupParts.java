package org.examhall.boot;

import java.io.IOException;
import org.examhall.cli.Backups;
import org.examhall.core.backup.RestoreBackup;
import org.examhall.core.backup.TakeBackup;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Migrations;
import org.examhall.kernel.sql.Pools;
import org.examhall.kernel.sql.PostgresClient;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.zip.PackageLimits;

/** Wires what takes and restores backups. */
final class BackupParts {
  /** What was taken in once comes back, whatever today's settings allow. */
  private static final PackageLimits NO_LIMITS =
      new PackageLimits(Long.MAX_VALUE, Long.MAX_VALUE, 1_000_000);

  private BackupParts() {}

  static Backups open(Config config) throws IOException {
    Json json = new Json();
    SecretBox box = new SecretBox(config.secretKeys());
    PostgresClient client = new PostgresClient(config);
    PackageStore packages = new PackageStore(config.packages(), NO_LIMITS, json);
    Db db = new Pools(config).openForReports("command", 1); // a busy machine is waited for
    RestoreBackup.Place place =
        new RestoreBackup.Place(db, new Migrations(config), client, packages);
    return new Backups(
        new TakeBackup(db, client, packages, box, json),
        new RestoreBackup(place, box, json),
        () -> {
          packages.close();
          db.close();
        });
  }
}
