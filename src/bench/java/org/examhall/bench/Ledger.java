package org.examhall.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.examhall.demo.server.DevPostgres;

/** Holds what students were promised against what the database has. */
final class Ledger {
  private final String url;
  private final DevPostgres postgres;

  Ledger(String url, DevPostgres postgres) {
    this.url = url;
    this.postgres = postgres;
  }

  /** Everything that does not add up, in words; nothing is the good answer. */
  List<String> faults(List<Replayer> students) {
    List<String> faults = new ArrayList<>();
    try (Connection connection =
        DriverManager.getConnection(url, postgres.user(), postgres.password())) {
      for (Replayer student : students) {
        checkBatches(connection, student, faults);
        checkValues(connection, student, faults);
      }
      checkScores(connection, faults);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return faults;
  }

  private static void checkBatches(Connection connection, Replayer student, List<String> faults)
      throws SQLException {
    Set<Integer> missing = new TreeSet<>(student.acked().keySet());
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select seq, count(*) as copies
              from attempt_batch
             where attempt_id = ?
               and epoch = ?
             group by seq
            """)) {
      statement.setLong(1, student.seat().attemptId());
      statement.setInt(2, student.epoch());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          missing.remove(rows.getInt("seq"));
          if (rows.getInt("copies") != 1) {
            faults.add(student.seat().attemptId() + ": batch doubled " + rows.getInt("seq"));
          }
        }
      }
    }
    missing.forEach(seq -> faults.add(student.seat().attemptId() + ": acked, missing " + seq));
  }

  private static void checkValues(Connection connection, Replayer student, List<String> faults)
      throws SQLException {
    Map<String, String> stored = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement("select key, value from attempt_cmi where attempt_id = ?")) {
      statement.setLong(1, student.seat().attemptId());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.put(rows.getString("key"), rows.getString("value"));
        }
      }
    }
    student
        .sent()
        .forEach(
            (key, value) -> {
              if (!value.equals(stored.get(key))) {
                faults.add(student.seat().attemptId() + ": another value of " + key);
              }
            });
  }

  /** Every ended attempt has the score it reported and a grade on its way or sent. */
  private static void checkScores(Connection connection, List<String> faults) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select a.id
                  from attempt a
                  left join score_outbox o
                    on o.resource_id = a.resource_id and o.person_id = a.person_id
                 where a.state <> 'ended'
                    or a.scaled_score is distinct from 0.5
                    or o.scaled_score is distinct from 0.5
                """);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        faults.add(rows.getLong("id") + ": not ended with its score and a grade row");
      }
    }
  }
}
