package org.examhall.bench;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The marks of an attempt as its tables have them, in the lines of {@link ExpectedMarks}. */
final class StoredMarks {
  private StoredMarks() {}

  /** All lines, by name. */
  static SortedMap<String, String> of(Sql sql, long attemptId) {
    SortedMap<String, String> lines = new TreeMap<>();
    sql.list(
        "select * from attempt where id = ?", row -> lines.put("attempt", score(row)), attemptId);
    sql.list(
        "select * from attempt_question where attempt_id = ?",
        row -> lines.put("question " + row.getInt("position"), score(row)),
        attemptId);
    sql.list(
        "select *, coalesce(answer, '') as given from attempt_part where attempt_id = ?",
        row -> lines.put("part " + row.getInt("position"), part(row)),
        attemptId);
    return lines;
  }

  private static String score(ResultSet row) throws SQLException {
    return ExpectedMarks.line(
        number(row, "raw_score"),
        number(row, "max_score"),
        number(row, "scaled_score"),
        row.getString("completion_status"),
        row.getString("success_status"));
  }

  private static String part(ResultSet row) throws SQLException {
    return ExpectedMarks.line(
        number(row, "raw_score"), number(row, "max_score"), row.getString("given"));
  }

  private static Optional<BigDecimal> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getBigDecimal(column));
  }
}
