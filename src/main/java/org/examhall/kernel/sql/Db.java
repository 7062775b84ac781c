package org.examhall.kernel.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A pool of connections and the way to open a transaction on it.
 *
 * <p>There are several of these in a process (saves, pages, reports, jobs), so that slow pages
 * can't starve saves, nor reports pages. A transaction ends with a commit when the work returns and
 * a rollback when it throws. Threads: any.
 */
public final class Db implements AutoCloseable {
  private final HikariDataSource pool;
  private final OpenTransactions open;

  Db(HikariDataSource pool, OpenTransactions open) {
    this.pool = pool;
    this.open = open;
  }

  /**
   * Runs {@code work} in a transaction and returns what it returns, after the commit.
   *
   * <p>It may be run twice, the first time for nothing: when a migration has changed a table behind
   * a statement that this connection has planned, PostgreSQL refuses it once.
   */
  public <T> T tx(Function<Tx, T> work) {
    return connected(connection -> committed(connection, work));
  }

  /**
   * Runs reads, each statement for itself, and returns what {@code work} returns.
   *
   * <p>A statement sees what is committed when it begins, as inside {@link #tx}; only {@code begin}
   * and {@code commit} are not sent, and so nothing is locked from one statement to the next.
   */
  public <T> T read(Function<Tx, T> work) {
    return connected(connection -> work.apply(new Tx(connection, Tx.Kind.READS)));
  }

  /**
   * Runs one statement, which commits itself, and returns what {@code work} returns: a transaction
   * that needs no more costs only one way to the database.
   */
  public <T> T single(Function<Tx, T> work) {
    return connected(connection -> work.apply(new Tx(connection, Tx.Kind.SINGLE)));
  }

  /**
   * Runs reads that belong together: all of them see what was committed when the first began,
   * whatever is changed or deleted meanwhile. A change is refused by the database.
   */
  public <T> T snapshot(Function<Tx, T> work) {
    return tx(
        tx -> {
          tx.change("set transaction isolation level repeatable read read only");
          return work.apply(tx);
        });
  }

  /** Runs {@code work} in a transaction. */
  public void run(Consumer<Tx> work) {
    tx(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** For libraries that bring their own SQL (Flyway, Quartz). */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T connected(Work<T> work) {
    open.begin();
    try (Connection connection = pool.getConnection()) {
      return plannedInTheEnd(connection, work);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    } finally {
      open.end();
    }
  }

  /** The driver plans everything anew after the refusal, on this connection. */
  private static <T> T plannedInTheEnd(Connection connection, Work<T> work) throws SQLException {
    try {
      return work.on(connection);
    } catch (SqlFailure e) {
      if (!e.isAboutOldPlan()) {
        throw e;
      }
      return work.on(connection);
    }
  }

  private static <T> T committed(Connection connection, Function<Tx, T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Tx tx = new Tx(connection, Tx.Kind.WHOLE);
      T result = work.apply(tx);
      tx.commit();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
