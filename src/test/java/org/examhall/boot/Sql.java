package org.examhall.boot;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.examhall.demo.server.DevPostgres;

/** Statements on any database of a server, whatever the program is doing to it. */
final class Sql {
  private Sql() {}

  /** Runs a statement; the first value of its first row, or nothing where there is no row. */
  static String ask(DevPostgres server, String url, String sql) {
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password());
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      ResultSet row = statement.getResultSet();
      return rows && row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
