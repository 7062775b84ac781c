package org.examhall.kernel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;

/** Opens HikariCP pools on the configured database. */
public final class Pools {
  private final Config config;
  private final OpenTransactions open = new OpenTransactions();

  /** Pools for the database that {@code config} names; nothing is connected yet. */
  public Pools(Config config) {
    this.config = config;
  }

  /**
   * A pool of at most {@code connections}; connecting waits for the first use, so that a process
   * starts while the database is away and answers 503 until it is back.
   */
  public Db open(String name, int connections) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setDriverClassName("org.postgresql.Driver");
    hikari.setJdbcUrl(config.text(Option.DATABASE_URL));
    hikari.setUsername(config.text(Option.DATABASE_USER));
    hikari.setPassword(config.text(Option.DATABASE_PASSWORD));
    hikari.setMaximumPoolSize(connections);
    hikari.setMinimumIdle(Math.min(connections, 2));
    hikari.setConnectionTimeout(5_000);
    hikari.setInitializationFailTimeout(-1);
    hikari.addDataSourceProperty("ApplicationName", "examhall-" + name);
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("socketTimeout", "60");
    return new Db(new HikariDataSource(hikari), open);
  }

  /** What tells whether a thread is inside a transaction of any of these pools. */
  public OpenTransactions transactions() {
    return open;
  }
}
