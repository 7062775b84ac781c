package org.examhall.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.disk.Disk;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Migrations;
import org.examhall.kernel.sql.PostgresClient;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.zip.UnpackProgress;
import org.examhall.scorm.zip.Upload;

/**
 * Restores a backup into an empty database and the folder of packages.
 *
 * <p>Looks at everything before it changes anything. Packages come first, each of them whole or not
 * at all; then the database: what was there goes, and the backup comes, in one transaction together
 * with what must be done before anybody works with it. So nothing is lost when it fails, and
 * whoever is killed meanwhile starts it again. Errors: {@link IllegalArgumentException} when this
 * backup can't be restored here, in words. Source: docs/adr/0025-backups.md.
 */
public final class RestoreBackup {
  /** Views and triggers go with their tables. */
  private static final String EMPTIED =
      """
      set lock_timeout = '60s';

      do $$
      begin
        execute coalesce(
          (select string_agg(format('drop table if exists %I.%I cascade', schemaname, tablename), ';')
             from pg_tables
            where schemaname = current_schema()), '');
        execute coalesce(
          (select string_agg(format('drop routine if exists %s cascade', p.oid::regprocedure), ';')
             from pg_proc p
            where p.pronamespace = current_schema()::regnamespace
              and not exists (select
                                from pg_depend d
                               where d.classid = 'pg_proc'::regclass
                                 and d.objid = p.oid
                                 and d.deptype = 'e')), '');
      end
      $$;
      """;

  /**
   * What was given out after the backup must not be given out again: ids are in receipts, LMSs and
   * browsers, and windows number what they send. So all numbers go on from much higher ones, by the
   * seconds of a year or more, which differ each time that the same backup is restored. Windows
   * that were open are asked for all they hold ({@code restored_from}). Sessions of administrators
   * who signed out meanwhile, and links to set a password that were used, must not come back.
   */
  private static final String AFTERWARDS =
      """
      reset search_path;

      create temporary table higher on commit drop as
      select greatest(1000000, extract(epoch from now() - timestamptz '2026-01-01 00:00:00Z'))::integer as by;

      insert into attempt_lease (attempt_id, epoch, fresh_epoch)
      select a.id, h.by, 1
        from attempt a
       cross join higher h
       where a.state <> 'ended'
          on conflict (attempt_id) do update
         set epoch = attempt_lease.epoch + excluded.epoch;

      select setval(format('%I.%I', s.schemaname, s.sequencename), coalesce(s.last_value, 0) + h.by)
        from pg_sequences s
       cross join higher h
       where s.schemaname = current_schema();

      delete from browser_session;

      do $$
      begin
        -- Each part only where the tables of the backup are new enough to have it.
        if exists (select
                     from pg_attribute
                    where attrelid = 'attempt_lease'::regclass
                      and attname = 'restored_from') then
          update attempt_lease l
             set restored_from = greatest(1, l.epoch - h.by),
                 restored_turn = l.epoch
            from attempt a
           cross join higher h
           where a.id = l.attempt_id
             and a.state <> 'ended';
        end if;

        if to_regclass('staff_recovery_code') is not null then
          update staff_account set link_hash = null, link_expires_at = null;
          update launch set expires_at = now() where purpose = 'administration' and expires_at > now();
        end if;

        if to_regclass('registration_invite') is not null then
          update registration_invite set expires_at = now() where used_at is null and expires_at > now();
        end if;

        -- Who restores may do so to get back what went: there is time to look at the rules first.
        if to_regclass('retention_rule') is not null then
          update retention_rule set begins_at = now() + interval '7 days' where enabled;
          update retention_run set ended_at = now() where ended_at is null;
        end if;
      end
      $$;

      analyze;
      """;

  private final Db db;
  private final Migrations migrations;
  private final PostgresClient client;
  private final PackageStore packages;
  private final SecretBox box;
  private final AuditLog audit;
  private final Json json;

  /** What it works on. */
  public record Place(Db db, Migrations migrations, PostgresClient client, PackageStore packages) {}

  /** Into this place, whose secrets {@code box} opens. */
  public RestoreBackup(Place place, SecretBox box, Json json) {
    this.db = place.db();
    this.migrations = place.migrations();
    this.client = place.client();
    this.packages = place.packages();
    this.box = box;
    this.audit = new AuditLog(json);
    this.json = json;
  }

  /**
   * What came of it.
   *
   * @param takenAt the moment that everything is as of
   * @param packages how many are there
   * @param lost those that are not: the backup has them not, or they are refused now
   */
  public record Restored(Instant takenAt, long attempts, int packages, List<String> lost) {}

  /**
   * Restores it.
   *
   * @param replace whether what the database holds may go
   */
  public Restored run(Path folder, boolean replace) throws IOException {
    Manifest manifest = Manifest.read(folder, json);
    check(manifest, folder);
    checkDatabase(replace);
    List<String> lost = new ArrayList<>(manifest.missing());
    for (String sha256 : manifest.packages()) {
      if (!unpacks(TakeBackup.zip(folder, sha256))) {
        lost.add(sha256);
      }
    }
    client.restore(folder.resolve(TakeBackup.DATABASE), replace ? EMPTIED : "", AFTERWARDS);
    migrations.run(0);
    Map<String, String> details = Map.of("taken", manifest.takenAt().toString());
    db.run(tx -> audit.add(tx, Actor.SYSTEM, AuditAction.BACKUP_RESTORED, "", details));
    int whole = manifest.packages().size() + manifest.missing().size() - lost.size();
    return new Restored(manifest.takenAt(), manifest.attempts(), whole, lost);
  }

  private void check(Manifest manifest, Path folder) throws IOException {
    require(
        manifest.format() == Manifest.FORMAT && manifest.tables() <= migrations.newest(),
        "this backup was taken by a newer version (%s): install that one first"
            .formatted(manifest.version()));
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      checkHash(folder.resolve(file.getKey()), file.getValue());
    }
    for (String sha256 : manifest.packages()) {
      checkHash(TakeBackup.zip(folder, sha256), sha256);
    }
    require(
        isSealedWithOurKey(manifest.keyCheck()),
        "EXAMHALL_SECRET_KEY is another one than when the backup was taken: set the one from "
            + folder.resolve(TakeBackup.SETTINGS));
  }

  private static void checkHash(Path file, String sha256) throws IOException {
    require(
        Files.exists(file) && Disk.sha256(file).equals(sha256),
        file + " is missing or was changed: this backup is not whole");
  }

  private boolean isSealedWithOurKey(String sealed) {
    try {
      return box.open(TakeBackup.KEY_CHECK, HexFormat.of().parseHex(sealed))
          .equals(TakeBackup.KEY_CHECK);
    } catch (IllegalStateException e) {
      return false; // that is how it says so
    }
  }

  private void checkDatabase(boolean replace) {
    long others =
        count(
            """
            select count(*) as n
              from pg_stat_activity
             where datname = current_database()
               and application_name like 'examhall-%'
               and application_name <> 'examhall-command'
            """);
    require(
        others == 0, "Examhall is running on this database: stop its web processes and workers");
    long tables =
        count(
            """
            select count(*) as n
              from pg_tables
             where schemaname = current_schema()
            """);
    require(
        tables == 0 || replace,
        "the database is not empty; --replace deletes what it holds for good");
  }

  private long count(String sql) {
    return db.tx(tx -> tx.only(sql, row -> row.longAt("n")));
  }

  /** False when it is refused now, by rules that are stricter than when it was uploaded. */
  private boolean unpacks(Path zip) throws IOException {
    try (InputStream in = Files.newInputStream(zip)) {
      packages.receive(
          new Upload("package.zip", "application/zip", Files.size(zip), in), UnpackProgress.NONE);
      return true;
    } catch (Refused e) {
      return false; // told by its name: everything else is worth having
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
