package org.examhall.core.report;

import org.examhall.kernel.sql.Row;

/**
 * Whose attempt at what, in the words of the course.
 *
 * @param course may be empty
 * @param student as the LMS gave it; may be empty
 * @param studentId the LMS's id of the student
 */
public record AttemptHead(String course, String exam, String student, String studentId) {
  static AttemptHead read(Row row) {
    return new AttemptHead(
        row.text("course"), row.text("title"), row.text("display_name"), row.text("lti_user_id"));
  }
}
