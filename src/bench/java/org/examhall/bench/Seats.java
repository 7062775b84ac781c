package org.examhall.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.examhall.kernel.crypto.Tokens;

/** Puts students with open attempts straight into the database, each with a player's token. */
final class Seats {
  /** A student's open attempt. */
  record Seat(long attemptId, String token) {}

  private final Database database;
  private final Tokens tokens = new Tokens();

  Seats(Database database) {
    this.database = database;
  }

  /** {@code count} more students, all in one new course. */
  List<Seat> add(int count) {
    return addTo(newResource(), count);
  }

  /** {@code count} more students of a resource. */
  List<Seat> addTo(long resource, int count) {
    try (Connection connection = database.connect()) {
      List<Seat> seats = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        seats.add(seat(connection, resource));
      }
      return seats;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same student, who has come back to the attempt in another window. */
  Seat back(Seat seat) {
    String token = tokens.fresh();
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                insert into attempt_token
                       (attempt_id, person_id, launch_id, mode, ticket_expires_at, token_hash,
                        expires_at)
                select attempt_id, person_id, launch_id, mode, now(), ?, expires_at
                  from attempt_token
                 where attempt_id = ?
                 limit 1
                """)) {
      statement.setBytes(1, tokens.hash(token));
      statement.setLong(2, seat.attemptId());
      statement.executeUpdate();
      return new Seat(seat.attemptId(), token);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An exam in a course of its own. */
  long newResource() {
    try (Connection connection = database.connect()) {
      return resource(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets an exam up behind the new link of this LTI id, in its own course; the resource. */
  long openBy(String ltiLinkId) {
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                with paper as (
                  insert into exam (context_id, title)
                  select context_id, 'Bench' from resource_link
                   where lti_link_id = ? and resource_id is null
                  returning id, context_id
                ), version as (
                  insert into exam_version
                         (exam_id, number, sha256, file_name, byte_count, file_count, standard,
                          launch_path, title, numbas_version)
                  select id, 1, repeat('0', 64), 'bench.zip', 1, 1, 'scorm2004', 'index.html', 'B',
                         '10.0'
                    from paper
                  returning id, exam_id
                ), placed as (
                  insert into resource (context_id, exam_id, exam_version_id, title)
                  select paper.context_id, paper.id, version.id, 'Bench' from paper, version
                  returning id
                ), settled as (
                  insert into resource_setting (resource_id) select id from placed
                )
                update resource_link set resource_id = placed.id from placed
                 where lti_link_id = ? and resource_link.resource_id is null
                returning resource_id
                """)) {
      statement.setString(1, ltiLinkId);
      statement.setString(2, ltiLinkId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long resource(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                with school as (
                  insert into consumer (title) values ('Bench') returning id
                ), course as (
                  insert into context (consumer_id, lti_context_id)
                  select id, gen_random_uuid()::text from school
                  returning id
                ), paper as (
                  insert into exam (context_id, title) select id, 'Bench' from course returning id
                ), version as (
                  insert into exam_version
                         (exam_id, number, sha256, file_name, byte_count, file_count, standard,
                          launch_path, title, numbas_version)
                  select id, 1, repeat('0', 64), 'bench.zip', 1, 1, 'scorm2004', 'index.html', 'B',
                         '10.0'
                    from paper
                  returning id, exam_id
                ), placed as (
                  insert into resource (context_id, exam_id, exam_version_id, title)
                  select course.id, version.exam_id, version.id, 'Bench' from course, version
                  returning id
                )
                insert into resource_setting (resource_id) select id from placed
                returning resource_id
                """)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Seat seat(Connection connection, long resource) throws SQLException {
    String token = tokens.fresh();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with student as (
              insert into person (consumer_id, display_name)
              select c.consumer_id, 'Student'
                from resource r join context c on c.id = r.context_id
               where r.id = ?
              returning id
            ), opened as (
              insert into attempt (resource_id, person_id, exam_version_id, number)
              select r.id, student.id, r.exam_version_id, 1 from resource r, student where r.id = ?
              returning id, person_id
            )
            insert into attempt_token
                   (attempt_id, person_id, launch_id, mode, ticket_expires_at, token_hash,
                    expires_at)
            select id, person_id, 'bench', 'normal', now(), ?, now() + interval '1 day' from opened
            returning attempt_id
            """)) {
      statement.setLong(1, resource);
      statement.setLong(2, resource);
      statement.setBytes(3, tokens.hash(token));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Seat(row.getLong(1), token);
      }
    }
  }
}
