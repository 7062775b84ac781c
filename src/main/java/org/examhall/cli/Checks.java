package org.examhall.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.redis.Redis;
import org.examhall.kernel.sql.Heartbeat;
import org.examhall.kernel.sql.Migrations;
import org.examhall.kernel.sql.SqlFailure;

/** What {@code doctor} looks at. The checks change nothing but a heartbeat and a file that goes. */
final class Checks {
  private static final int OLDEST_POSTGRES = 140_000;
  private static final long LITTLE_SPACE_BYTES = 1L << 30;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private final Config config;
  private final Installation installation;

  Checks(Config config, Installation installation) {
    this.config = config;
    this.installation = installation;
  }

  List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(origins());
    findings.addAll(database());
    findings.add(redis());
    findings.add(dataFolder());
    findings.add(encoding());
    return findings;
  }

  private List<Finding> origins() {
    List<Finding> findings = new ArrayList<>();
    for (Option option : List.of(Option.PUBLIC_URL, Option.CONTENT_URL)) {
      findings.add(origin(option));
    }
    if (config.flag(Option.ONE_HOST_RISK_ACCEPTED)) {
      findings.add(
          Finding.warn(
              "origins",
              "packages may share the pages' host and could act as whoever opens them: give"
                  + " EXAMHALL_CONTENT_URL a host of its own and take"
                  + " EXAMHALL_ONE_HOST_RISK_ACCEPTED away"));
    }
    return findings;
  }

  private Finding origin(Option option) {
    URI origin = config.origin(option);
    boolean local = origin.getHost().equals("localhost") || origin.getHost().startsWith("127.");
    return origin.getScheme().equals("https") || local
        ? Finding.ok("origins", option.variable() + " is " + origin)
        : Finding.wrong(
            "origins",
            option.variable()
                + " is "
                + origin
                + ", but browsers keep our cookies only over https: put a proxy with a certificate"
                + " in front and write https://");
  }

  private List<Finding> database() {
    try {
      Heartbeat.Pulse pulse = installation.db().tx(new Heartbeat()::beat);
      return List.of(version(pulse), durable(), tables(), clock(pulse), secretKey());
    } catch (SqlFailure e) {
      return List.of(
          Finding.wrong(
              "database",
              config.text(Option.DATABASE_URL)
                  + " does not take writes ("
                  + Failures.oneLine(e)
                  + "): is it running, and are EXAMHALL_DATABASE_URL, _USER and _PASSWORD right?"
                  + " Its tables are made by: examhall migrate"));
    }
  }

  private static Finding version(Heartbeat.Pulse pulse) {
    return pulse.serverVersion() >= OLDEST_POSTGRES
        ? Finding.ok("database", "PostgreSQL answers and takes writes")
        : Finding.wrong("database", "PostgreSQL is older than 14: upgrade it");
  }

  private Finding durable() {
    boolean safe =
        installation
            .db()
            .tx(
                tx ->
                    tx.only(
                        """
                        select current_setting('fsync') = 'on'
                               and current_setting('full_page_writes') = 'on' as safe
                        """,
                        row -> row.flag("safe")));
    return safe
        ? Finding.ok("durability", "PostgreSQL writes each commit to the disk")
        : Finding.wrong(
            "durability",
            "PostgreSQL may lose answers in a power cut: set fsync and full_page_writes to on");
  }

  private Finding tables() {
    int pending = new Migrations(config).pending();
    return pending == 0
        ? Finding.ok("tables", "up to date")
        : Finding.wrong("tables", pending + " migrations are missing: run examhall migrate");
  }

  private static Finding clock(Heartbeat.Pulse pulse) {
    Duration apart = Duration.between(pulse.at(), Instant.now()).abs();
    return apart.compareTo(CLOCK_TOLERANCE) <= 0
        ? Finding.ok("clock", "ours and the database's agree")
        : Finding.wrong(
            "clock",
            "ours and the database's are " + apart.toSeconds() + " s apart: run an NTP client");
  }

  private Finding secretKey() {
    try {
      installation.db().run(installation.keys()::openAll);
      return Finding.ok("secret key", "opens every secret in the database");
    } catch (IllegalStateException e) {
      return Finding.wrong(
          "secret key",
          "EXAMHALL_SECRET_KEY is not the key that the secrets in the database were sealed with:"
              + " restore the old key, or give every consumer a new secret");
    }
  }

  private Finding redis() {
    try (Redis redis = new Redis(config.text(Option.REDIS_URL))) {
      return redis.isUp()
          ? Finding.ok("redis", "answers")
          : Finding.warn(
              "redis",
              "does not answer; nothing is lost, but grades are late: is it running, and is"
                  + " EXAMHALL_REDIS_URL right?");
    }
  }

  private Finding dataFolder() {
    Path folder = config.path(Option.DATA_DIR);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
      long free = Files.getFileStore(folder).getUsableSpace();
      return free > LITTLE_SPACE_BYTES
          ? Finding.ok("data", folder + " is writable, " + (free >> 30) + " GB free")
          : Finding.warn("data", folder + " has only " + (free >> 20) + " MB free: make room");
    } catch (IOException e) {
      return Finding.wrong(
          "data",
          folder
              + " can't be written: give it to the user that runs Examhall, or set"
              + " EXAMHALL_DATA_DIR");
    }
  }

  /** The JVM names files by the locale, and packages have files with any name. */
  private static Finding encoding() {
    String names = System.getProperty("sun.jnu.encoding", "");
    return names.equalsIgnoreCase("UTF-8")
        ? Finding.ok("locale", "file names are UTF-8")
        : Finding.wrong(
            "locale", "file names are " + names + ": start with the environment LC_ALL=C.UTF-8");
  }
}
