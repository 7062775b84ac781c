package org.examhall.core.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.disk.Disk;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Migrations;
import org.examhall.kernel.sql.PostgresClient;
import org.examhall.kernel.sql.Tx;
import org.examhall.kernel.text.Version;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.serve.PackageFolder;

/**
 * Takes a backup while everybody is at work.
 *
 * <p>The database as of one moment, every package that it names then, and the settings that belong
 * to them. A package never changes and is named after its content, so it may be copied after that
 * moment. What is there already, in the newest backup beside it, is linked instead of copied. The
 * folder gets its name when all of it is on the disk and was read again. Errors: {@link
 * IllegalStateException} in words; nothing is left then. Source: docs/adr/0025-backups.md.
 */
public final class TakeBackup {
  static final String DATABASE = "database.dump";
  static final String SETTINGS = "examhall.conf";
  static final String PACKAGES = "packages";
  static final String KEY_CHECK = "backup key check";

  private final Db db;
  private final PostgresClient client;
  private final PackageStore packages;
  private final SecretBox box;
  private final AuditLog audit;
  private final ExamVersions versions = new ExamVersions();
  private final Json json;

  /** Over these. */
  public TakeBackup(Db db, PostgresClient client, PackageStore packages, SecretBox box, Json json) {
    this.db = db;
    this.client = client;
    this.packages = packages;
    this.box = box;
    this.audit = new AuditLog(json);
    this.json = json;
  }

  /**
   * What came of it.
   *
   * @param missing packages that the database names and that are not in the folder of packages, or
   *     not whole
   * @param removed older backups that went
   */
  public record Made(Path folder, long attempts, int packages, List<String> missing, int removed) {}

  /** What the database was at the moment of the backup. */
  private record Moment(Instant at, int tables, long attempts, List<String> packages) {}

  /**
   * Takes it.
   *
   * @param parent folder of all backups; created if need be
   * @param settings lines of a settings file
   * @param keep how many of the newest backups stay
   */
  public Made run(Path parent, String settings, int keep) throws IOException {
    try (BackupFolders folders = BackupFolders.open(parent)) {
      Optional<Path> earlier = folders.newest();
      Path folder = folders.grow();
      Moment moment = db.tx(tx -> dump(tx, folder.resolve(DATABASE)));
      client.check(folder.resolve(DATABASE));
      Files.writeString(folder.resolve(SETTINGS), settings);
      Files.createDirectory(folder.resolve(PACKAGES));
      List<String> copied = new ArrayList<>();
      List<String> missing = new ArrayList<>();
      for (String sha256 : moment.packages()) {
        (copy(sha256, folder, earlier) ? copied : missing).add(sha256);
      }
      manifest(folder, moment, copied, missing).write(folder, json);
      Path named = folders.publish(folder, moment.at());
      db.run(
          tx ->
              audit.add(
                  tx,
                  Actor.SYSTEM,
                  AuditAction.BACKUP_TAKEN,
                  "",
                  Map.of("folder", named.toString())));
      return new Made(named, moment.attempts(), copied.size(), missing, folders.keep(keep));
    }
  }

  /** The dump and what is said of it beside it are of the same snapshot. */
  private Moment dump(Tx tx, Path file) {
    tx.change("set transaction isolation level repeatable read read only");
    tx.change("set local idle_in_transaction_session_timeout = 0"); // it may take an hour
    String snapshot =
        tx.only("select pg_export_snapshot() as snapshot", row -> row.text("snapshot"));
    List<String> named = versions.listPackages(tx);
    long attempts = tx.only("select count(*) as attempts from attempt", r -> r.longAt("attempts"));
    Moment moment = new Moment(tx.now(), Migrations.level(tx), attempts, named);
    client.dump(snapshot, file);
    return moment;
  }

  /** False when it is not to be had whole. */
  private boolean copy(String sha256, Path folder, Optional<Path> earlier) throws IOException {
    Path target = zip(folder, sha256);
    Optional<Path> linkable = earlier.map(e -> zip(e, sha256)).filter(Files::exists);
    if (linkable.isPresent()) {
      link(target, linkable.get());
      if (stays(target, sha256)) {
        return true;
      }
    }
    Optional<Path> upload = packages.find(sha256).map(PackageFolder::upload).filter(Files::exists);
    if (upload.isEmpty()) {
      return false;
    }
    Files.copy(upload.get(), target);
    return stays(target, sha256);
  }

  private static void link(Path target, Path there) throws IOException {
    try {
      Files.createLink(target, there);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(there, target); // not every file system has links
    }
  }

  /** Whether it is what its name says; else it is deleted. */
  private static boolean stays(Path zip, String sha256) throws IOException {
    boolean whole = Disk.sha256(zip).equals(sha256);
    if (!whole) {
      Files.delete(zip);
    }
    return whole;
  }

  static Path zip(Path folder, String sha256) {
    return folder.resolve(PACKAGES).resolve(sha256 + ".zip");
  }

  private Manifest manifest(Path folder, Moment moment, List<String> copied, List<String> missing)
      throws IOException {
    return new Manifest(
        Manifest.FORMAT,
        new Version().text(),
        moment.tables(),
        moment.at(),
        moment.attempts(),
        Map.of(
            DATABASE, Disk.sha256(folder.resolve(DATABASE)),
            SETTINGS, Disk.sha256(folder.resolve(SETTINGS))),
        copied,
        missing,
        HexFormat.of().formatHex(box.seal(KEY_CHECK, KEY_CHECK)));
  }
}
