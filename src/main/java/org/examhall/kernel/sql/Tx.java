package org.examhall.kernel.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An open transaction: SQL with positional parameters in, records out.
 *
 * <p>Values are always bound; see {@link Bind} for the Java types understood. Every failure is a
 * {@link SqlFailure}. One thread at a time.
 */
public final class Tx {
  private final Connection connection;
  private final Kind kind;
  private final List<Change> left = new ArrayList<>();

  private boolean isUsed;

  private record Change(String sql, List<Object> values) {}

  /** How many statements belong together. */
  enum Kind {
    /** All; they end with a commit. */
    WHOLE,
    /** Each is a transaction of its own; a change is a bug there. */
    READS,
    /** There is one, which commits itself; a second is a bug. */
    SINGLE
  }

  Tx(Connection connection, Kind kind) {
    this.connection = connection;
    this.kind = kind;
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
    if (kind == Kind.READS) {
      throw new IllegalStateException("a change among reads: " + sql);
    }
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * Leaves a change for the end of the transaction, where it goes to the database together with the
   * commit and others like it, in their order. For what nothing in the transaction asks about or
   * sees: each way to the database and back costs as much as a small change.
   */
  public void atEnd(String sql, Object... values) {
    if (kind != Kind.WHOLE) {
      throw new IllegalStateException("no end to leave it for: " + sql);
    }
    left.add(new Change(sql, Arrays.asList(values)));
  }

  /** Makes the changes that were left for the end, and commits. */
  void commit() throws SQLException {
    if (!left.isEmpty()) {
      String sql = left.stream().map(Change::sql).collect(Collectors.joining(";", "", "; commit"));
      Object[] values = left.stream().flatMap(change -> change.values().stream()).toArray();
      try (PreparedStatement statement = prepare(sql, values)) {
        statement.execute();
      } catch (SQLException e) {
        throw new SqlFailure(e);
      }
    }
    connection.commit(); // which tells the driver at least
  }

  /**
   * The server's time now: PostgreSQL's clock, which all processes share; not that of the
   * transaction's start.
   */
  public Instant now() {
    return only("select clock_timestamp() as now", row -> row.instant("now"));
  }

  private void requireTurn(String sql) {
    if (kind == Kind.SINGLE && isUsed) {
      throw new IllegalStateException("a second statement where one commits itself: " + sql);
    }
    isUsed = true;
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    requireTurn(sql);
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
