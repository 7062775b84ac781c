package org.examhall.web.instructor;

import java.util.List;
import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.Exam;
import org.examhall.core.exam.Exams;
import org.examhall.core.resource.ChooseExam;
import org.examhall.core.resource.EarlierResource;
import org.examhall.core.resource.EarlierResources;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/** Where an instructor sets up a link that opens nothing yet: upload, or an exam of the course. */
public final class ChoosePage {
  private final Db db;
  private final Exams exams;
  private final EarlierResources earlier;
  private final ChooseExam choose;
  private final UploadLimits limits;

  /** Reads these tables and uses this verb. */
  public ChoosePage(
      Db db, Exams exams, EarlierResources earlier, ChooseExam choose, UploadLimits limits) {
    this.db = db;
    this.exams = exams;
    this.earlier = earlier;
    this.choose = choose;
    this.limits = limits;
  }

  /**
   * What the template reads.
   *
   * @param exams of the course, newest first
   * @param earlier exams of courses that this one was copied from
   * @param problem why the last upload was refused
   */
  public record Model(
      String course,
      UploadLimits limits,
      List<Exam> exams,
      List<EarlierResource> earlier,
      Optional<Words> problem) {}

  /** The page. */
  public Response show(Launch launch, Optional<Words> problem) {
    return Response.page(
        "instructor/choose",
        db.tx(
            tx ->
                new Model(
                    launch.courseTitle(),
                    limits,
                    exams.list(tx, launch.contextId()),
                    earlier.list(tx, launch),
                    problem)));
  }

  /** Sets up an exam that the course has already. */
  public Response choose(Request request) {
    Launch launch = request.get(Launch.class);
    long examId =
        request
            .parameter("exam")
            .filter(id -> id.matches("[1-9]\\d{0,17}"))
            .map(Long::valueOf)
            .orElseThrow(() -> new Refused(HttpReason.UNREADABLE));
    db.run(tx -> choose.run(tx, launch, examId));
    return Response.redirect("/l/" + launch.id() + "/exam?done=" + ExamPage.Done.SET_UP.word());
  }
}
