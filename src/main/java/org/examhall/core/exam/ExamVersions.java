package org.examhall.core.exam;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code exam_version} table. */
public final class ExamVersions {
  /** The version, whichever course it belongs to: callers come from an attempt or resource. */
  public Optional<ExamVersion> find(Tx tx, long id) {
    return tx.one(
        """
        select id, exam_id, number, sha256, file_name, byte_count, file_count, standard,
               launch_path, title, numbas_version, duration_seconds, max_score, created_at
          from exam_version
         where id = ?
        """,
        ExamVersion::read,
        id);
  }

  /** The version, or {@link ExamReason#NO_SUCH_EXAM}. */
  public ExamVersion byId(Tx tx, long id) {
    return find(tx, id).orElseThrow(() -> new Refused(ExamReason.NO_SUCH_EXAM));
  }

  /** The exam's newest version, or {@link ExamReason#NO_SUCH_EXAM} when it has none. */
  public ExamVersion newest(Tx tx, long examId) {
    return list(tx, examId).stream()
        .findFirst()
        .orElseThrow(() -> new Refused(ExamReason.NO_SUCH_EXAM));
  }

  /** The exam's versions, newest first. */
  public List<ExamVersion> list(Tx tx, long examId) {
    return tx.list(
        """
        select id, exam_id, number, sha256, file_name, byte_count, file_count, standard,
               launch_path, title, numbas_version, duration_seconds, max_score, created_at
          from exam_version
         where exam_id = ?
         order by number desc
        """,
        ExamVersion::read,
        examId);
  }
}
