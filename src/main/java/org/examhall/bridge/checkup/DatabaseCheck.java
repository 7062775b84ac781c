package org.examhall.bridge.checkup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.fault.OneLine;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Heartbeat;
import org.examhall.kernel.sql.Migrations;
import org.examhall.kernel.sql.SqlFailure;

/** Whether the database keeps what it is given. */
final class DatabaseCheck {
  private static final int OLDEST_POSTGRES = 140_000;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private final Config config;
  private final Db db;
  private final Lti11Keys keys;

  DatabaseCheck(Config config, Db db, Lti11Keys keys) {
    this.config = config;
    this.db = db;
    this.keys = keys;
  }

  List<Finding> run() {
    try {
      Heartbeat.Pulse pulse = db.tx(new Heartbeat()::beat);
      return List.of(version(pulse), durable(), tables(), clock(pulse), secretKey());
    } catch (SqlFailure e) {
      return List.of(
          Finding.wrong(
              "database",
              config.text(Option.DATABASE_URL)
                  + " does not take writes ("
                  + OneLine.of(e)
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
        db.tx(
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
      db.run(keys::openAll);
      return Finding.ok("secret key", "opens every secret in the database");
    } catch (IllegalStateException e) {
      return Finding.wrong(
          "secret key",
          "EXAMHALL_SECRET_KEY is not the key that the secrets in the database were sealed with:"
              + " restore the old key, or give every consumer a new secret");
    }
  }
}
