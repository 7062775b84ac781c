package org.examhall.core.resource;

import org.examhall.core.context.Launch;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.exam.Exam;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Sets up an exam of the course behind the link that an instructor opened.
 *
 * <p>Shape: a new resource with the initial settings, running the exam's newest version. Errors:
 * {@link Refused} when the exam is not of this course or the link opens a resource already, which
 * the first of two racing instructors wins. Threads: any.
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

  /** The new resource. */
  public Resource run(Tx tx, Launch launch, long examId) {
    Exam exam = exams.byId(tx, launch.contextId(), examId);
    ExamVersion newest = versions.newest(tx, exam.id());
    Resource resource = resources.add(tx, launch, newest, exam.title());
    if (!links.saveResource(tx, launch.resourceLinkId(), resource.id())) {
      throw new Refused(ResourceReason.ALREADY_SET_UP);
    }
    settings.save(tx, ResourceSetting.initial(resource.id()));
    return resource;
  }
}
