package org.examhall.core.exam;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;
import org.examhall.scorm.PackageFacts;
import org.examhall.scorm.numbas.ExamSource;
import org.examhall.scorm.numbas.NumbasExam;

/** Every statement about the {@code exam_version} table. */
public final class ExamVersions {
  /** The version, whichever course it belongs to: callers come from an attempt or resource. */
  public Optional<ExamVersion> find(Tx tx, long id) {
    return tx.one(
        """
        select id, exam_id, number, sha256, file_name, byte_count, file_count, standard,
               launch_path, title, numbas_version, duration_seconds, max_score,
               launch_data, mastery_score, activity_count, created_at
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
               launch_path, title, numbas_version, duration_seconds, max_score,
               launch_data, mastery_score, activity_count, created_at
          from exam_version
         where exam_id = ?
         order by number desc
        """,
        ExamVersion::read,
        examId);
  }

  /** Names of the packages of all exams, each once. */
  public List<String> listPackages(Tx tx) {
    return tx.list(
        "select distinct sha256 from exam_version order by sha256", row -> row.text("sha256"));
  }

  /** The newest version with this content among the exams of the course. */
  Optional<ExamVersion> findInCourse(Tx tx, long contextId, String sha256) {
    return tx
        .list(
            """
            select v.id, v.exam_id, v.number, v.sha256, v.file_name, v.byte_count, v.file_count,
                   v.standard, v.launch_path, v.title, v.numbas_version, v.duration_seconds,
                   v.max_score, v.launch_data, v.mastery_score, v.activity_count,
                   v.created_at
              from exam_version v
              join exam e on e.id = v.exam_id
             where v.sha256 = ?
               and e.context_id = ?
             order by v.id desc
             limit 1
            """,
            ExamVersion::read,
            sha256,
            contextId)
        .stream()
        .findFirst();
  }

  /** The next version of the exam, whose row the caller has locked or just made. */
  ExamVersion add(Tx tx, Exam exam, StoredPackage stored, long createdBy) {
    PackageFacts facts = stored.facts();
    Optional<ExamSource> source = facts.numbas().flatMap(NumbasExam::source);
    return tx.only(
        """
        insert into exam_version
               (exam_id, number, sha256, file_name, byte_count, file_count, standard,
                launch_path, title, numbas_version, duration_seconds, max_score,
                launch_data, mastery_score, allow_pause, activity_count, created_by)
        select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
          from exam_version
         where exam_id = ?
        returning id, exam_id, number, sha256, file_name, byte_count, file_count, standard,
                  launch_path, title, numbas_version, duration_seconds, max_score,
                  launch_data, mastery_score, activity_count, created_at
        """,
        ExamVersion::read,
        exam.id(),
        facts.sha256(),
        stored.fileName(),
        facts.bytes(),
        facts.fileCount(),
        facts.edition().isScorm12() ? Standard.SCORM12 : Standard.SCORM2004,
        facts.launch().address(),
        facts.title(),
        facts.numbas().map(numbas -> numbas.version().orElse("")),
        source.flatMap(ExamSource::duration).map(Duration::toSeconds),
        source.flatMap(ExamSource::maxScore),
        facts.launchData(),
        facts.masteryScore(),
        source.map(ExamSource::allowPause),
        facts.activityCount(),
        createdBy,
        exam.id());
  }

  /** The version once more, as the first one of an exam that was just made. */
  ExamVersion copy(Tx tx, ExamVersion version, Exam exam, long createdBy) {
    return tx.only(
        """
        insert into exam_version
               (exam_id, number, sha256, file_name, byte_count, file_count, standard,
                launch_path, title, numbas_version, duration_seconds, max_score,
                launch_data, mastery_score, allow_pause, activity_count, created_by)
        select ?, 1, sha256, file_name, byte_count, file_count, standard,
               launch_path, title, numbas_version, duration_seconds, max_score,
               launch_data, mastery_score, allow_pause, activity_count, ?
          from exam_version
         where id = ?
        returning id, exam_id, number, sha256, file_name, byte_count, file_count, standard,
                  launch_path, title, numbas_version, duration_seconds, max_score,
                  launch_data, mastery_score, activity_count, created_at
        """,
        ExamVersion::read,
        exam.id(),
        createdBy,
        version.id());
  }
}
