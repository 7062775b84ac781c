package org.examhall.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills the history with other people's exams: 100 batches of each attempt, in the order in which
 * classes of 1,000 would have sent them.
 */
final class ManyRows {
  private static final int BATCHES = 100;
  private static final int CLASS = 1_000;

  private static final String ATTEMPTS =
      """
      with student as (
        insert into person (consumer_id, display_name)
        select c.consumer_id, 'Student'
          from resource r join context c on c.id = r.context_id, generate_series(1, ?)
         where r.id = ?
        returning id
      ), opened as (
        insert into attempt
               (resource_id, person_id, exam_version_id, number, state, started_at, ended_at,
                end_reason)
        select r.id, student.id, r.exam_version_id, 1, 'ended', now(), now(), 'exam'
          from resource r, student
         where r.id = ?
        returning id
      )
      select array_agg(id order by id) from opened
      """;

  private static final String BATCH_ROWS =
      """
      insert into attempt_batch (attempt_id, epoch, seq, element_count, elements)
      select a.id, 1, s, 3,
             format(
               '[{"k":"cmi.suspend_data","p":{"base":"%2$s","from":%1$s,"drop":60,"add":"%3$s"},'
               '"len":4096,"hash":"%2$s","at":1767225610123},'
               '{"k":"cmi.interactions.%4$s.learner_response","v":"%1$s","at":1767225610123},'
               '{"k":"cmi.session_time","v":"PT0H%1$sM0S","at":1767225610123}]',
               s, left(md5(a.id || '.' || s), 16), md5(s || '.' || a.id), s % 20)
        from generate_series(1, ?) as s, unnest(?) as a(id)
       order by s, a.id
      """;

  private ManyRows() {}

  /** Adds rows through the table's own name, whether or not it has parts. */
  static void add(Database database, long resource, long rows) {
    long left = rows / BATCHES;
    try (Connection connection = database.connect()) {
      while (left > 0) {
        int attempts = (int) Math.min(CLASS, left);
        addClass(connection, resource, attempts);
        left -= attempts;
        if (left % (CLASS * 10) == 0) {
          System.err.printf("  %,d of %,d rows loaded%n", rows - left * BATCHES, rows);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    database.run("vacuum analyze", "checkpoint");
  }

  private static void addClass(Connection connection, long resource, int attempts)
      throws SQLException {
    try (PreparedStatement make = connection.prepareStatement(ATTEMPTS);
        PreparedStatement fill = connection.prepareStatement(BATCH_ROWS);
        Statement setting = connection.createStatement()) {
      make.setInt(1, attempts);
      make.setLong(2, resource);
      make.setLong(3, resource);
      fill.setInt(1, BATCHES);
      try (ResultSet made = make.executeQuery()) {
        made.next();
        fill.setArray(2, made.getArray(1));
      }
      // The attempts were made a moment ago: looking each of them up again takes most of the time.
      setting.execute("set session_replication_role = replica");
      fill.executeUpdate();
      setting.execute("reset session_replication_role");
    }
  }
}
