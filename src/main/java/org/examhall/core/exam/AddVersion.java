package org.examhall.core.exam;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.kernel.sql.Tx;

/**
 * Makes a stored package a version of an exam of the launch's course.
 *
 * <p>Repeats: a package that the exam (or, for a new exam, any exam of the course) has already is
 * that version, and nothing new is stored. Errors: {@code Refused} when the exam is not of this
 * course. Threads: any; versions of one exam are numbered one after the other.
 */
public final class AddVersion {
  private final Exams exams;
  private final ExamVersions versions;
  private final ExamQuestions questions;
  private final ExamActivities activities = new ExamActivities();

  /** Works on these tables. */
  public AddVersion(Exams exams, ExamVersions versions, ExamQuestions questions) {
    this.exams = exams;
    this.versions = versions;
    this.questions = questions;
  }

  /** The version of a new exam, named after the package. */
  public ExamVersion newExam(Tx tx, Launch launch, StoredPackage stored) {
    return versions
        .findInCourse(tx, launch.contextId(), stored.facts().sha256())
        .orElseGet(
            () -> {
              String title = stored.facts().title();
              Optional<Long> author = Optional.of(launch.personId());
              return add(tx, launch, exams.add(tx, launch.contextId(), title, author), stored);
            });
  }

  /** The next version of an exam. */
  public ExamVersion run(Tx tx, Launch launch, long examId, StoredPackage stored) {
    Exam exam = exams.lock(tx, launch.contextId(), examId);
    return versions.list(tx, exam.id()).stream()
        .filter(version -> version.sha256().equals(stored.facts().sha256()))
        .findFirst()
        .orElseGet(() -> add(tx, launch, exam, stored));
  }

  private ExamVersion add(Tx tx, Launch launch, Exam exam, StoredPackage stored) {
    ExamVersion version = versions.add(tx, exam, stored, launch.personId());
    questions.add(tx, version.id(), stored.facts());
    activities.add(tx, version.id(), stored.facts().activities());
    return version;
  }
}
