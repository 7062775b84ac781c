package org.examhall.bench;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds an attempt's grade against its score: the end is stored, a grade row is there and says how
 * far it got, and the LMS has what the row says was sent. For persons with one attempt.
 */
final class GradeCheck {
  private static final String ATTEMPT_AND_GRADE =
      """
      select a.state, a.ended_at is not null and a.end_reason = 'exam' as over,
             o.id is not null as graded, o.scaled_score, o.state as grade_state,
             case o.state
               when 'waiting' then o.next_try_at is not null
               when 'sending' then o.lease_until is not null
               when 'sent' then o.sent_version = o.version and o.sent_at is not null
               when 'refused' then o.reason is not null
               else true
             end as explained
        from attempt a
        left join score_outbox o
          on o.resource_id = a.resource_id
         and o.person_id = a.person_id
       where a.id = ?
      """;

  private final Account account;
  private final Map<String, BigDecimal> gradebook;
  private final List<String> faults = new ArrayList<>();

  /** Against the LMS's grades by its name of the student. */
  GradeCheck(Account account, Map<String, BigDecimal> gradebook) {
    this.account = account;
    this.gradebook = gradebook;
  }

  /** What does not add up with this score; empty is the good answer. */
  List<String> run(Sql sql, Optional<BigDecimal> score) {
    String wanted = ExpectedMarks.text(score.map(s -> s.max(BigDecimal.ZERO)));
    List<Boolean> found =
        sql.list(ATTEMPT_AND_GRADE, row -> check(row, wanted), account.attemptId());
    if (found.isEmpty()) {
      faults.add("the attempt is gone");
    }
    return faults;
  }

  private boolean check(ResultSet row, String wanted) throws SQLException {
    boolean ended = row.getString("state").equals("ended");
    if (account.handedIn().isPresent() && !(ended && row.getBoolean("over"))) {
      faults.add("handed in, and not ended by its exam");
    }
    if (ended && !row.getBoolean("graded")) {
      faults.add("ended without a grade row");
    }
    if (row.getBoolean("graded")) {
      checkGrade(row, wanted);
    }
    return true;
  }

  private void checkGrade(ResultSet row, String wanted) throws SQLException {
    String grade = ExpectedMarks.text(Optional.of(row.getBigDecimal("scaled_score")));
    String state = row.getString("grade_state");
    if (!grade.equals(wanted)) {
      faults.add("grade is " + grade + ", its score " + wanted);
    }
    if (!row.getBoolean("explained")) {
      faults.add("grade is " + state + ", nothing says when or why");
    }
    String known = ExpectedMarks.text(Optional.ofNullable(gradebook.get(account.user())));
    if (state.equals("sent") && !known.equals(wanted)) {
      faults.add("the LMS has " + known + ", its score is " + wanted);
    }
  }
}
