package org.examhall.core.resource;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.exam.Exam;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Sets up an exam of the course behind the link that an instructor opened, or, when an instructor
 * selects for the LMS, behind none yet.
 *
 * <p>Shape: a new resource with the initial settings, named after the exam. Errors: {@link Refused}
 * when the exam is not of this course or the link opens a resource already, which the first of two
 * racing instructors wins. Threads: any.
 */
public final class ChooseExam {
  private final Exams exams;
  private final ExamVersions versions;
  private final Resources resources;
  private final ResourceSettings settings;
  private final ResourceLinks links;

  /** Works on these tables. */
  public ChooseExam(
      Exams exams,
      ExamVersions versions,
      Resources resources,
      ResourceSettings settings,
      ResourceLinks links) {
    this.exams = exams;
    this.versions = versions;
    this.resources = resources;
    this.settings = settings;
    this.links = links;
  }

  /** Runs the newest version of the course's exam. */
  public Resource run(Tx tx, Launch launch, long examId) {
    return run(tx, launch, examId, Optional.empty());
  }

  /** The same under another title; empty: the exam's. */
  public Resource run(Tx tx, Launch launch, long examId, Optional<String> title) {
    Exam exam = exams.byId(tx, launch.contextId(), examId);
    return run(tx, launch, versions.newest(tx, exam.id()), title.orElse(exam.title()));
  }

  /** Runs this version of an exam of the course. */
  public Resource run(Tx tx, Launch launch, ExamVersion version) {
    Exam exam = exams.byId(tx, launch.contextId(), version.examId());
    return run(tx, launch, version, exam.title());
  }

  private Resource run(Tx tx, Launch launch, ExamVersion version, String title) {
    Resource resource = resources.add(tx, launch, version, title);
    if (launch.purpose() == Purpose.RESOURCE
        && !links.saveResource(tx, launch.resourceLinkId().orElseThrow(), resource.id())) {
      throw new Refused(ResourceReason.ALREADY_SET_UP);
    }
    settings.save(tx, ResourceSetting.initial(resource.id()));
    return resource;
  }
}
