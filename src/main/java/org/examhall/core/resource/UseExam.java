package org.examhall.core.resource;

import org.examhall.core.context.Launch;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Lets new attempts of the launch's resource run a version of an exam of the course.
 *
 * <p>Attempts that exist keep the version they were begun with. Errors: {@link Refused} when
 * nothing is set up or the version is not of this course. Threads: any.
 */
public final class UseExam {
  private final Exams exams;
  private final ExamVersions versions;
  private final Resources resources;

  /** Works on these tables. */
  public UseExam(Exams exams, ExamVersions versions, Resources resources) {
    this.exams = exams;
    this.versions = versions;
    this.resources = resources;
  }

  /** From now on {@code versionId} is what new attempts get. */
  public void run(Tx tx, Launch launch, long versionId) {
    ExamVersion version = versions.byId(tx, versionId);
    exams.byId(tx, launch.contextId(), version.examId());
    resources.useVersion(tx, resources.of(tx, launch), version);
  }
}
