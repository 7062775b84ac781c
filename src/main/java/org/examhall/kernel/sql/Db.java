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
    open.begin();
    try (Connection connection = pool.getConnection()) {
      return committedInTheEnd(connection, work);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    } finally {
      open.end();
    }
  }

  /**
   * Runs reads, each statement for itself, and returns what {@code work} returns.
   *
   * <p>A statement sees what is committed when it begins, as inside {@link #tx}; only {@code begin}
   * and {@code commit} are not sent, and so nothing is locked from one statement to the next.
   */
  public <T> T read(Function<Tx, T> work) {
    open.begin();
    try (Connection connection = pool.getConnection()) {
      return work.apply(Tx.ofReads(connection));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    } finally {
      open.end();
    }
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

  /** The driver plans everything anew after the refusal, on this connection. */
  private static <T> T committedInTheEnd(Connection connection, Function<Tx, T> work)
      throws SQLException {
    try {
      return committed(connection, work);
    } catch (SqlFailure e) {
      if (!e.isAboutOldPlan()) {
        throw e;
      }
      return committed(connection, work);
    }
  }

  private static <T> T committed(Connection connection, Function<Tx, T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.apply(new Tx(connection));
      connection.commit();
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
