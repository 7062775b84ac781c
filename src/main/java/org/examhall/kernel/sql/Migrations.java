package org.examhall.kernel.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.examhall.kernel.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings the database's tables up to this version, with Flyway.
 *
 * <p>Several processes may do so at once: Flyway takes a lock in PostgreSQL, the first one works,
 * the others wait and find nothing to do. Each migration is a transaction with its line in the
 * history: one that was cut short has not happened, and is run by the next who comes.
 *
 * <p>Others may be at work meanwhile. A table that somebody reads, such as a backup, is not waited
 * for, since everybody would queue behind the one who waits: it is asked for again and again.
 */
public final class Migrations {
  private static final int SECONDS_BETWEEN_TRIES = 2;

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final long SECONDS_FOR_LOCKS = 600;

  private final Config config;

  /** For the database that {@code config} names. */
  public Migrations(Config config) {
    this.config = config;
  }

  /**
   * Migrates, waiting up to {@code patienceSeconds} for a database that is still starting; returns
   * how many migrations were new.
   */
  public int run(int patienceSeconds) {
    try (MigrationConnection connection = new MigrationConnection(config)) {
      Flyway flyway = flyway(connection, patienceSeconds);
      int before = flyway.info().applied().length;
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_FOR_LOCKS);
      while (!migrated(flyway, until)) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_TRIES));
      }
      return flyway.info().applied().length - before;
    }
  }

  /** False when a table was in use, and there is still time. */
  private static boolean migrated(Flyway flyway, long until) {
    try {
      flyway.migrate();
      return true;
    } catch (FlywayException e) {
      if (isHeldByOthers(e) && System.nanoTime() < until) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isHeldByOthers(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .anyMatch(cause -> LOCK_NOT_AVAILABLE.equals(((SQLException) cause).getSQLState()));
  }

  /** How many migrations this version has that the database has not. */
  public int pending() {
    try (MigrationConnection connection = new MigrationConnection(config)) {
      return flyway(connection, 0).info().pending().length;
    }
  }

  /** The number of the newest migration that this version has. */
  public int newest() {
    try (MigrationConnection connection = new MigrationConnection(config)) {
      return Arrays.stream(flyway(connection, 0).info().all())
          .filter(migration -> migration.getState().isResolved())
          .map(MigrationInfo::getVersion)
          .mapToInt(version -> version.getMajor().intValueExact())
          .max()
          .orElseThrow();
    }
  }

  /** The number of the newest migration that the database has had, as {@code tx} sees it. */
  public static int level(Tx tx) {
    return tx.only(
        """
        select max(version::integer) as level
          from flyway_schema_history
         where success
        """,
        row -> row.intAt("level"));
  }

  private static Flyway flyway(MigrationConnection connection, int patienceSeconds) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(connection)
        .connectRetries(patienceSeconds / SECONDS_BETWEEN_TRIES)
        .connectRetriesInterval(SECONDS_BETWEEN_TRIES)
        .locations("classpath:db/migration")
        .load();
  }
}
