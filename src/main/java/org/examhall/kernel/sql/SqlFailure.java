package org.examhall.kernel.sql;

import java.sql.SQLException;

/** A statement or connection failed; {@link #state()} tells why. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FEATURE_NOT_SUPPORTED = "0A000";
  private static final String DISK_FULL = "53100";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String OLD_PLAN = "cached plan must not change result type";

  private final String state;

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
    this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** The five-character SQLSTATE; empty when the driver gave none. */
  public String state() {
    return state;
  }

  /** Whether a unique key said no. */
  public boolean isDuplicate() {
    return state.equals(UNIQUE_VIOLATION);
  }

  /** Whether the database's disk is full. */
  public boolean isDiskFull() {
    return state.equals(DISK_FULL);
  }

  /** Whether the database serves as many as it may already. */
  public boolean isFull() {
    return state.equals(TOO_MANY_CONNECTIONS);
  }

  /** Whether a table has changed since the statement was planned. */
  boolean isAboutOldPlan() {
    return state.equals(FEATURE_NOT_SUPPORTED) && String.valueOf(getMessage()).contains(OLD_PLAN);
  }

  /**
   * Whether a value was to blame: classes 22 (data), 23 (integrity), 54 (limits). Trying the same
   * again can't help.
   */
  public boolean isAboutData() {
    return state.matches("(22|23|54).*");
  }

  /**
   * Whether the database was out of reach or busy, so that trying again later can help: classes 08
   * (connection), 40 (rollback), 53 (resources), 57 (operator intervention), and 55P03 (a lock that
   * somebody else held too long).
   */
  public boolean isPassing() {
    return state.isEmpty() || state.matches("(08|40|53|57|55P03).*");
  }
}
