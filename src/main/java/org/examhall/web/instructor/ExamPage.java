package org.examhall.web.instructor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.ExamQuestion;
import org.examhall.core.exam.ExamQuestions;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.core.resource.UseExam;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/** The exam behind the link: what is in the package, its versions, and a place for a new one. */
public final class ExamPage {
  private final Db db;
  private final Resources resources;
  private final ExamVersions versions;
  private final ExamQuestions questions;
  private final UseExam use;
  private final UploadLimits limits;

  /** Reads these tables and uses this verb. */
  public ExamPage(
      Db db,
      Resources resources,
      ExamVersions versions,
      ExamQuestions questions,
      UseExam use,
      UploadLimits limits) {
    this.db = db;
    this.resources = resources;
    this.versions = versions;
    this.questions = questions;
    this.use = use;
    this.limits = limits;
  }

  /** What was just done, said on top of the page. */
  public enum Done {
    /** The link opens an exam now. */
    SET_UP,
    /** New attempts get another version. */
    REPLACED,
    /** The uploaded package was in use already. */
    SAME;

    /** Name in addresses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Done> named(String word) {
      return Stream.of(values()).filter(done -> done.word().equals(word)).findFirst();
    }
  }

  /**
   * What the template reads.
   *
   * @param versions newest first
   * @param done what was just done
   * @param problem why the last upload was refused
   */
  public record Model(
      String course,
      String title,
      ExamVersion inUse,
      List<ExamQuestion> questions,
      List<ExamVersion> versions,
      UploadLimits limits,
      Optional<String> done,
      Optional<Words> problem) {
    /** Minutes of the exam's own time limit. */
    public Optional<Long> timeLimitMinutes() {
      return inUse.duration().map(limit -> Math.max(1, limit.toMinutes()));
    }

    /** Size of the files in kilobytes. */
    public long kilobytes() {
      return Math.max(1, inUse.byteCount() / 1024);
    }
  }

  /** The page. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    Optional<String> done = request.parameter("done").flatMap(Done::named).map(Done::word);
    return show(launch, done, Optional.empty());
  }

  /** The page after an upload that was refused. */
  public Response show(Launch launch, Optional<String> done, Optional<Words> problem) {
    return Response.page("instructor/exam", db.tx(tx -> read(tx, launch, done, problem)));
  }

  /** Lets new attempts have another version. */
  public Response use(Request request) {
    Launch launch = request.get(Launch.class);
    long versionId = request.pathId("version");
    db.run(tx -> use.run(tx, launch, versionId));
    return Response.redirect("/l/" + launch.id() + "/exam?done=" + Done.REPLACED.word());
  }

  private Model read(Tx tx, Launch launch, Optional<String> done, Optional<Words> problem) {
    Resource resource = resources.of(tx, launch);
    ExamVersion inUse = versions.byId(tx, resource.examVersionId());
    return new Model(
        launch.courseTitle(),
        resource.title(),
        inUse,
        questions.list(tx, inUse.id()),
        versions.list(tx, resource.examId()),
        limits,
        done,
        problem);
  }
}
