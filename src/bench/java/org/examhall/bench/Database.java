package org.examhall.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.examhall.demo.server.DevPostgres;

/** Reads PostgreSQL's own counters of the product's database. */
final class Database {
  private final String url;
  private final DevPostgres postgres;

  Database(String url, DevPostgres postgres) {
    this.url = url;
    this.postgres = postgres;
  }

  /** Transactions and sessions so far. */
  record Counters(long transactions, long sessions) {
    Counters minus(Counters before) {
      return new Counters(transactions - before.transactions, sessions - before.sessions);
    }
  }

  /** The counters now, read over another database so that reading does not count. */
  Counters counters() {
    String other = url.replaceFirst("/examhall$", "/postgres");
    try (Connection connection =
            DriverManager.getConnection(other, postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select xact_commit + xact_rollback as transactions, sessions
                  from pg_stat_database
                 where datname = 'examhall'
                """)) {
      row.next();
      return new Counters(row.getLong("transactions"), row.getLong("sessions"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
