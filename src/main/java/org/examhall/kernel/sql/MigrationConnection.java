package org.examhall.kernel.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one connection that Flyway gets, however often it asks.
 *
 * <p>It would run a migration on one and write its line in the history on another: who is killed
 * between the two commits leaves a migration that nobody knows of, and that fails when it is run
 * again. On one connection both are one transaction.
 */
final class MigrationConnection extends PGSimpleDataSource implements AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** Shorter than saves wait for a lock, who queue behind it meanwhile. */
  private static final String SHORT_WAITS = "set lock_timeout = '500ms'";

  private transient @Nullable Connection connection;

  MigrationConnection(Config config) {
    setUrl(config.text(Option.DATABASE_URL));
    setUser(config.text(Option.DATABASE_USER));
    setPassword(config.text(Option.DATABASE_PASSWORD));
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = super.getConnection();
      connection = open;
      try (Statement statement = open.createStatement()) {
        statement.execute(SHORT_WAITS);
      }
    }
    return thatStaysOpen(open);
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static Connection thatStaysOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, values) -> {
              try {
                return method.getName().equals("close") ? null : method.invoke(connection, values);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
