package org.examhall.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * F05: others use up PostgreSQL's connections; then one transaction holds one student's row; then
 * each statement of the product runs out of time. In the first two the others' answers are saved
 * meanwhile.
 */
record BusyDatabase(int students, int seconds) implements Fault {
  /** Long enough to see that a held attempt is left out, and that the others go on. */
  private static final int ROW_SECONDS = 4;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    hall.rig().startWeb();
    hall.rig().startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms());
    List<String> broken = new ArrayList<>();
    int taken = takeAllConnections(hall, at, broken);
    holdARow(hall, at, broken);
    runOutOfTime(hall);
    Verdict verdict = at.handIn(broken);
    return new Verdict(verdict.figures() + ", " + taken + " connections taken", verdict.broken());
  }

  private int takeAllConnections(Hall hall, Students at, List<String> broken)
      throws InterruptedException {
    List<Connection> taken = new ArrayList<>();
    try {
      while (take(hall, taken)) {}
      List<Integer> before = at.acks();
      Thread.sleep(seconds * 1_000L);
      broken.addAll(at.stuckSince(before, -1, "all connections were taken"));
      if (take(hall, taken)) {
        broken.add("there were connections left: it shows nothing");
      }
      return taken.size();
    } finally {
      for (Connection connection : taken) {
        close(connection);
      }
    }
  }

  private void holdARow(Hall hall, Students at, List<String> broken) throws InterruptedException {
    long attempt = at.all().get(0).account().attemptId();
    try (Connection connection = hall.rig().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select from attempt where id = " + attempt + " for update");
      List<Integer> before = at.acks();
      Thread.sleep((ROW_SECONDS + seconds) * 1_000L);
      broken.addAll(at.stuckSince(before, attempt, "a row was held"));
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void runOutOfTime(Hall hall) throws InterruptedException {
    setForAll(hall, "set statement_timeout = '1ms'");
    Thread.sleep(seconds * 1_000L);
    setForAll(hall, "reset statement_timeout");
  }

  private static void setForAll(Hall hall, String setting) {
    try (Connection connection = hall.rig().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = 0");
      statement.execute("alter database examhall " + setting);
      statement.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
           where datname = 'examhall' and pid <> pg_backend_pid()
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean take(Hall hall, List<Connection> taken) {
    try {
      taken.add(hall.rig().connect());
      return true;
    } catch (SQLException full) {
      return false;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
