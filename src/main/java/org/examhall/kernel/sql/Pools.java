package org.examhall.kernel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;

/**
 * Opens HikariCP pools on the configured database.
 *
 * <p>Statements are planned once for each connection, not each time: nearly all of them find rows
 * by key, in one way whatever the key is, and planning them again cost more than running them (ten
 * of sixteen CPU-ms of a launch). From the first time on, not the driver's fifth: after a restart a
 * whole class comes at once, and on each connection everything would be planned five times.
 */
public final class Pools {
  /**
   * The most connections that all pools of a process may hold together; a server that serves n
   * processes needs to give so many to each.
   */
  public static final int OF_A_PROCESS = 20;

  /** How long somebody waits for a connection. */
  private static final int WAIT_MILLIS = 5_000;

  private static final int LONG_WAIT_MILLIS = 60_000;

  private static final String PLANNED_ONCE = "set plan_cache_mode = force_generic_plan;";

  /** What a frozen process holds is free again soon, and nobody waits long for a lock. */
  private static final String PATIENCE =
      "set lock_timeout = '1s'; set idle_in_transaction_session_timeout = '60s';";

  /** A commit is on the disk before anybody hears of it, whatever the server's default is. */
  private static final String DURABLE =
      """
      select set_config('synchronous_commit', 'on', false)
       where current_setting('synchronous_commit') = 'off';
      """;

  private static final String BY_KEY =
      "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;";

  private final Config config;
  private final MeterRegistry meters;
  private final OpenTransactions open = new OpenTransactions();

  /** Pools for the database that {@code config} names; nothing is connected yet. */
  public Pools(Config config) {
    this(config, new CompositeMeterRegistry());
  }

  /** The same; {@code meters} hears how busy they are. */
  public Pools(Config config, MeterRegistry meters) {
    this.config = config;
    this.meters = meters;
  }

  /**
   * A pool of at most {@code connections}; connecting waits for the first use, so that a process
   * starts while the database is away and answers 503 until it is back.
   */
  public Db open(String name, int connections) {
    return open(name, connections, "", WAIT_MILLIS);
  }

  /**
   * A pool as {@link #open}, for long work that nobody else is to wait behind: whoever does it
   * waits longer for a turn.
   */
  public Db openForReports(String name, int connections) {
    return open(name, connections, "", LONG_WAIT_MILLIS);
  }

  /**
   * A pool as {@link #open}, for statements that find every row by key. Tables are never read from
   * end to end, even where the planner takes a table for empty because nobody has counted it yet.
   */
  public Db openForKeys(String name, int connections) {
    return open(name, connections, BY_KEY, WAIT_MILLIS);
  }

  private Db open(String name, int connections, String settings, int waitMillis) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setDriverClassName("org.postgresql.Driver");
    hikari.setMetricRegistry(meters);
    hikari.setJdbcUrl(config.text(Option.DATABASE_URL));
    hikari.setUsername(config.text(Option.DATABASE_USER));
    hikari.setPassword(config.text(Option.DATABASE_PASSWORD));
    hikari.setMaximumPoolSize(connections);
    hikari.setMinimumIdle(Math.min(connections, 2));
    hikari.setConnectionTimeout(waitMillis);
    hikari.setInitializationFailTimeout(-1);
    hikari.setConnectionInitSql(PLANNED_ONCE + PATIENCE + settings + DURABLE);
    hikari.addDataSourceProperty("ApplicationName", "examhall-" + name);
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("prepareThreshold", "1");
    hikari.addDataSourceProperty("socketTimeout", "60");
    return new Db(new HikariDataSource(hikari), open);
  }

  /** What tells whether a thread is inside a transaction of any of these pools. */
  public OpenTransactions transactions() {
    return open;
  }
}
