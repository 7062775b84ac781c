package org.examhall.bridge.checkup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.examhall.core.secret.SealedSecrets;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.fault.OneLine;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Heartbeat;
import org.examhall.kernel.sql.Migrations;
import org.examhall.kernel.sql.Pools;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;

/** Whether the database keeps what it is given. */
final class DatabaseCheck {
  private static final int OLDEST_POSTGRES = 140_000;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private static final String DISK_FULL =
      "the disk of PostgreSQL is full, and answers wait in the students' browsers: make room there"
          + " (df -h), never in its own folders, then see that it runs";

  private static final String FULL =
      "PostgreSQL serves as many connections as it may already: set max_connections to at least "
          + Pools.OF_A_PROCESS
          + " for each web process and worker, and 30 more, and restart PostgreSQL";

  private final Config config;
  private final Db db;
  private final SealedSecrets secrets;

  DatabaseCheck(Config config, Db db, SealedSecrets secrets) {
    this.config = config;
    this.db = db;
    this.secrets = secrets;
  }

  List<Finding> run() {
    return unlessAway(
        () -> {
          Instant before = Instant.now();
          Heartbeat.Pulse pulse = db.tx(new Heartbeat()::beat);
          db.run(DatabaseCheck::needRoom);
          Finding clock = clock(pulse.at(), before, Instant.now());
          Finding tables = tables();
          List<Finding> first = List.of(version(pulse), connections(), durable(), tables, clock);
          return tables.mark() == Finding.Mark.OK
              ? Stream.concat(first.stream(), Stream.of(secretKey())).toList()
              : first;
        });
  }

  /** Whether it has as many connections as may be needed. */
  List<Finding> glance() {
    return unlessAway(() -> List.of(connections()));
  }

  private List<Finding> unlessAway(Supplier<List<Finding>> look) {
    try {
      return look.get();
    } catch (SqlFailure e) {
      return List.of(Finding.wrong("database", reason(e)));
    }
  }

  private String reason(SqlFailure failure) {
    if (failure.isDiskFull()) {
      return DISK_FULL;
    }
    return failure.isFull() ? FULL : away(failure);
  }

  private String away(SqlFailure failure) {
    return config.shown(Option.DATABASE_URL)
        + " does not take writes ("
        + OneLine.of(failure)
        + "): is it running, has its disk room, and are EXAMHALL_DATABASE_URL, _USER and _PASSWORD"
        + " right? Its tables are made by: examhall migrate";
  }

  /** A megabyte for a moment: what only changes a row, as the pulse does, works on a full disk. */
  private static void needRoom(Tx tx) {
    tx.change(
        """
        create temporary table needed on commit drop as
        select repeat('x', 1000) as filler from generate_series(1, 1000)
        """);
  }

  private static Finding version(Heartbeat.Pulse pulse) {
    return pulse.serverVersion() >= OLDEST_POSTGRES
        ? Finding.ok("database", "PostgreSQL answers and takes writes")
        : Finding.wrong("database", "PostgreSQL is older than 14: upgrade it");
  }

  /** Of the processes that run, each holds two for reports, always; one more may come. */
  private Finding connections() {
    return db.read(
        tx ->
            tx.only(
                """
                select current_setting('max_connections')::int
                       - current_setting('superuser_reserved_connections')::int as given,
                       (select (count(*)::int + 1) / 2
                          from pg_stat_activity
                         where application_name = 'examhall-reports') as processes
                """,
                row -> connections(row.intAt("given"), row.intAt("processes"))));
  }

  private static Finding connections(int given, int processes) {
    return given >= Pools.OF_A_PROCESS * (processes + 1)
        ? Finding.ok("connections", "PostgreSQL has enough for all processes")
        : Finding.warn(
            "connections",
            "%d processes may need %d each, and PostgreSQL has %d for everybody: set max_connections to %d, and restart PostgreSQL"
                .formatted(
                    processes,
                    Pools.OF_A_PROCESS,
                    given,
                    Pools.OF_A_PROCESS * (processes + 1) + 10));
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

  /** The database said {@code at} between the two; on a busy machine they may lie far apart. */
  private static Finding clock(Instant at, Instant before, Instant after) {
    Duration early = Duration.between(at, before);
    Duration late = Duration.between(after, at);
    Duration apart = early.compareTo(late) > 0 ? early : late;
    return apart.compareTo(CLOCK_TOLERANCE) <= 0
        ? Finding.ok("clock", "ours and the database's agree")
        : Finding.wrong(
            "clock",
            "ours and the database's are " + apart.toSeconds() + " s apart: run an NTP client");
  }

  private Finding secretKey() {
    SealedSecrets.Tally tally = db.tx(secrets::count);
    boolean changing = config.secretKeys().size() > 1;
    if (tally.lost() > 0) {
      return Finding.wrong(
          "secret key",
          tally.lost()
              + " secrets in the database were not encrypted with EXAMHALL_SECRET_KEY: restore the"
              + " old key, or set it as EXAMHALL_PREVIOUS_SECRET_KEY, or give every consumer a new"
              + " secret");
    }
    if (tally.other() > 0) {
      return Finding.warn(
          "secret key",
          tally.other()
              + " secrets still need EXAMHALL_PREVIOUS_SECRET_KEY: run examhall secrets rotate"
              + " when all processes know both keys");
    }
    return Finding.ok(
        "secret key",
        "opens every secret in the database"
            + (changing
                ? "; take EXAMHALL_PREVIOUS_SECRET_KEY out three days after the rotation"
                : ""));
  }
}
