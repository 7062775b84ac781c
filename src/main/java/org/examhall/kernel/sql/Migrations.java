package org.examhall.kernel.sql;

import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.flywaydb.core.Flyway;

/**
 * Brings the database's tables up to this version, with Flyway.
 *
 * <p>Several processes may do so at once: Flyway takes a lock in PostgreSQL, the first one works,
 * the others wait and find nothing to do.
 */
public final class Migrations {
  private static final int SECONDS_BETWEEN_TRIES = 2;

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
    return flyway(patienceSeconds).migrate().migrationsExecuted;
  }

  /** How many migrations this version has that the database has not. */
  public int pending() {
    return flyway(0).info().pending().length;
  }

  private Flyway flyway(int patienceSeconds) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(
            config.text(Option.DATABASE_URL),
            config.text(Option.DATABASE_USER),
            config.text(Option.DATABASE_PASSWORD))
        .connectRetries(patienceSeconds / SECONDS_BETWEEN_TRIES)
        .connectRetriesInterval(SECONDS_BETWEEN_TRIES)
        .locations("classpath:db/migration")
        .load();
  }
}
