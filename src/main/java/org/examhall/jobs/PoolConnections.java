package org.examhall.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import org.examhall.kernel.sql.Db;
import org.quartz.utils.ConnectionProvider;

/** Gives Quartz connections of our own pool. */
final class PoolConnections implements ConnectionProvider {
  private final Db db;

  PoolConnections(Db db) {
    this.db = db;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return db.dataSource().getConnection();
  }

  @Override
  public void initialize() {
    // The pool is ready.
  }

  @Override
  public void shutdown() {
    // Whoever opened the pool closes it.
  }
}
