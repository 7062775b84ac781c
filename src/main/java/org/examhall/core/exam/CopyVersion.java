package org.examhall.core.exam;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.kernel.sql.Tx;

/**
 * Makes a version of another course's exam one of an exam of the launch's own course.
 *
 * <p>The caller decides whether the launch may have it. Repeats: a package that any exam of the
 * course has already is that version, and nothing new is stored.
 */
public final class CopyVersion {
  private final Exams exams;
  private final ExamVersions versions;
  private final ExamQuestions questions;
  private final ExamActivities activities = new ExamActivities();

  /** Works on these tables. */
  public CopyVersion(Exams exams, ExamVersions versions, ExamQuestions questions) {
    this.exams = exams;
    this.versions = versions;
    this.questions = questions;
  }

  /** The version in the launch's course; {@code title} is that of its exam, if it makes one. */
  public ExamVersion run(Tx tx, Launch launch, long versionId, String title) {
    ExamVersion original = versions.byId(tx, versionId);
    return versions
        .findInCourse(tx, launch.contextId(), original.sha256())
        .orElseGet(() -> copy(tx, launch, original, title));
  }

  private ExamVersion copy(Tx tx, Launch launch, ExamVersion original, String title) {
    Exam exam = exams.add(tx, launch.contextId(), title, Optional.of(launch.personId()));
    ExamVersion copy = versions.copy(tx, original, exam, launch.personId());
    questions.copy(tx, original.id(), copy.id());
    activities.copy(tx, original.id(), copy.id());
    return copy;
  }
}
