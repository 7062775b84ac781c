package org.examhall.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.examhall.demo.server.DevPostgres;

/** The product's database, from outside: PostgreSQL's own counters, and rows made in bulk. */
final class Database {
  private final String url;
  private final DevPostgres postgres;

  Database(String url, DevPostgres postgres) {
    this.url = url;
    this.postgres = postgres;
  }

  /** What PostgreSQL has counted so far. */
  record Counters(long transactions, long sessions, long walBytes, long checkpoints) {
    Counters minus(Counters before) {
      return new Counters(
          transactions - before.transactions,
          sessions - before.sessions,
          walBytes - before.walBytes,
          checkpoints - before.checkpoints);
    }
  }

  /** A connection to it; the caller closes it. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, postgres.user(), postgres.password());
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
                select d.xact_commit + d.xact_rollback as transactions, d.sessions,
                       pg_current_wal_lsn() - '0/0'::pg_lsn as wal,
                       c.num_timed + c.num_requested as checkpoints
                  from pg_stat_database d, pg_stat_checkpointer c
                 where d.datname = 'examhall'
                """)) {
      row.next();
      return new Counters(
          row.getLong("transactions"),
          row.getLong("sessions"),
          row.getLong("wal"),
          row.getLong("checkpoints"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs statements without results, each on its own: {@code vacuum}, {@code checkpoint}. */
  void run(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement that has a list of attempts as its one parameter. */
  void run(String sql, List<Long> attempts) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", attempts.toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
