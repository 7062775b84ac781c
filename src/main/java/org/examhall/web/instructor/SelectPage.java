package org.examhall.web.instructor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.bridge.launch.Selection;
import org.examhall.bridge.selection.AnswerReason;
import org.examhall.bridge.selection.AnswerSelection;
import org.examhall.bridge.selection.Choice;
import org.examhall.bridge.selection.OpenSelections;
import org.examhall.bridge.selection.SelectionAnswer;
import org.examhall.core.context.Launch;
import org.examhall.core.resource.CourseExam;
import org.examhall.core.resource.CourseExams;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/** Where an instructor chooses, for the LMS, which exams new links of the course open. */
public final class SelectPage {
  private final Db db;
  private final Tables tables;
  private final AnswerSelection answer;
  private final UploadLimits limits;

  /** What the page reads. */
  public record Tables(CourseExams exams, OpenSelections selections) {}

  /** Reads these tables and uses this verb. */
  public SelectPage(Db db, Tables tables, AnswerSelection answer, UploadLimits limits) {
    this.db = db;
    this.tables = tables;
    this.answer = answer;
    this.limits = limits;
  }

  /**
   * What the template reads.
   *
   * @param exams of the course, newest first
   * @param uploadProblem why the last upload was refused
   * @param problems what is wrong with what was chosen
   */
  public record Model(
      String course,
      boolean takesExams,
      boolean takesSeveral,
      List<SelectForm.Line> exams,
      UploadLimits limits,
      Optional<Words> uploadProblem,
      List<Words> problems) {}

  /** The address of the page where this exam is chosen already. */
  static String address(Launch launch, long examId) {
    return "/l/" + launch.id() + "/?chosen=" + examId;
  }

  /** The page, the first of the launch; not for whoever does not teach. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    if (!launch.isInstructor()) {
      throw new Refused(AnswerReason.STAFF_ONLY);
    }
    Optional<String> uploaded = request.parameter("chosen");
    return page(launch, exams -> SelectForm.of(exams, uploaded), Optional.empty());
  }

  /** The page after an upload that was refused. */
  Response show(Launch launch, Words uploadProblem) {
    return page(
        launch, exams -> SelectForm.of(exams, Optional.empty()), Optional.of(uploadProblem));
  }

  /** Sends what was chosen back to the LMS, or shows the form again with what is wrong. */
  public Response add(Request request) {
    Launch launch = request.get(Launch.class);
    SelectForm form = SelectForm.of(request);
    List<Choice> choices = form.read();
    return form.problems().isEmpty()
        ? back(answer.run(launch, choices))
        : page(launch, exams -> form, Optional.empty()).status(400);
  }

  /** Sends the instructor back to the LMS with nothing. */
  public Response cancel(Request request) {
    return back(answer.run(request.get(Launch.class), List.of()));
  }

  /** The page that takes the browser back to the LMS with an answer. */
  public static Response back(SelectionAnswer answered) {
    Response page = Response.page("instructor/answer", answered);
    return answered.isForm() ? page.formsTo(answered.origin()) : page;
  }

  private Response page(
      Launch launch, Function<List<CourseExam>, SelectForm> form, Optional<Words> uploadProblem) {
    return Response.page("instructor/select", db.tx(tx -> read(tx, launch, form, uploadProblem)));
  }

  private Model read(
      Tx tx,
      Launch launch,
      Function<List<CourseExam>, SelectForm> formOf,
      Optional<Words> uploadProblem) {
    Selection selection =
        tables.selections().find(tx, launch).orElseThrow(() -> new Refused(AnswerReason.ANSWERED));
    List<CourseExam> exams = tables.exams().list(tx, launch.contextId());
    SelectForm form = formOf.apply(exams);
    return new Model(
        launch.courseTitle(),
        selection.takesExams(),
        selection.takesSeveral(),
        exams.stream().map(form::line).toList(),
        limits,
        uploadProblem,
        form.problems());
  }
}
