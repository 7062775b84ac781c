package org.examhall.kernel.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An open transaction: SQL with positional parameters in, records out.
 *
 * <p>Values are always bound; see {@link Bind} for the Java types understood. Every failure is a
 * {@link SqlFailure}. One thread at a time.
 */
public final class Tx {
  private final Connection connection;
  private final boolean readsOnly;

  private Tx(Connection connection, boolean readsOnly) {
    this.connection = connection;
    this.readsOnly = readsOnly;
  }

  Tx(Connection connection) {
    this(connection, false);
  }

  /** Not a transaction but a row of them, of one statement each; a change is a bug there. */
  static Tx ofReads(Connection connection) {
    return new Tx(connection, true);
  }

  /** The only row, or empty when there is none; two rows are a bug. */
  public <T> Optional<T> one(String sql, Function<Row, T> reader, Object... values) {
    List<T> rows = list(sql, reader, values);
    if (rows.size() > 1) {
      throw new IllegalStateException("more than one row: " + sql);
    }
    return rows.stream().findFirst();
  }

  /** The row that must be there, such as what {@code insert … returning} gives back. */
  public <T> T only(String sql, Function<Row, T> reader, Object... values) {
    return one(sql, reader, values).orElseThrow(() -> new IllegalStateException("no row: " + sql));
  }

  /** All rows, in the statement's order. */
  public <T> List<T> list(String sql, Function<Row, T> reader, Object... values) {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet results = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(results);
      while (results.next()) {
        rows.add(reader.apply(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Runs a change; the number of rows touched. */
  public int change(String sql, Object... values) {
    if (readsOnly) {
      throw new IllegalStateException("a change among reads: " + sql);
    }
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * The server's time now: PostgreSQL's clock, which all processes share; not that of the
   * transaction's start.
   */
  public Instant now() {
    return only("select clock_timestamp() as now", row -> row.instant("now"));
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      Bind.all(connection, statement, values);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
