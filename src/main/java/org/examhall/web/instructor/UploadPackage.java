package org.examhall.web.instructor;

import java.io.IOException;
import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.AddVersion;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.PackageProgress;
import org.examhall.core.exam.ReceivePackage;
import org.examhall.core.exam.StoredPackage;
import org.examhall.core.resource.ChooseExam;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.core.resource.UseExam;
import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/**
 * Takes an uploaded package: behind a link that opens nothing yet an exam is set up with it, behind
 * any other it is what new attempts get.
 *
 * <p>A browser without script gets a page or a redirect; the page's script gets the same as lines
 * of progress ({@link UploadProgress}). A refusal is shown above the form, which stays.
 */
public final class UploadPackage {
  private final Db db;
  private final ReceivePackage receive;
  private final Placement placement;
  private final ChoosePage choosePage;
  private final ExamPage examPage;
  private final UploadProgress progress;
  private final UploadLimits limits;

  /** The verbs that give a package its place. */
  public record Placement(
      AddVersion addVersion, ChooseExam choose, UseExam use, Resources resources) {
    ExamPage.Done run(Tx tx, Launch launch, StoredPackage stored) {
      if (launch.resourceId().isEmpty()) {
        choose.run(tx, launch, addVersion.newExam(tx, launch, stored));
        return ExamPage.Done.SET_UP;
      }
      Resource resource = resources.of(tx, launch);
      ExamVersion version = addVersion.run(tx, launch, resource.examId(), stored);
      if (version.id() == resource.examVersionId()) {
        return ExamPage.Done.SAME;
      }
      use.run(tx, launch, version.id());
      return ExamPage.Done.REPLACED;
    }
  }

  /** Uses these verbs; shows refusals on these pages. */
  public UploadPackage(
      Db db,
      ReceivePackage receive,
      Placement placement,
      ChoosePage choosePage,
      ExamPage examPage,
      UploadProgress progress,
      UploadLimits limits) {
    this.db = db;
    this.receive = receive;
    this.placement = placement;
    this.choosePage = choosePage;
    this.examPage = examPage;
    this.progress = progress;
    this.limits = limits;
  }

  /** Answers the upload form. */
  public Response upload(Request request) throws IOException {
    Launch launch = request.get(Launch.class);
    PackageForm form = new PackageForm(request.servlet(), limits.uploadBytes());
    if (progress.isWanted(request)) {
      return progress.of(request, listener -> take(launch, form, listener));
    }
    try {
      return Response.redirect(take(launch, form, PackageProgress.NONE));
    } catch (Refused refused) {
      return page(launch, refused);
    }
  }

  /** The address to go on to. */
  private String take(Launch launch, PackageForm form, PackageProgress listener)
      throws IOException {
    try {
      StoredPackage stored = form.read(file -> receive.run(file, listener));
      ExamPage.Done done = db.tx(tx -> placement.run(tx, launch, stored));
      return "/l/" + launch.id() + "/exam?done=" + done.word();
    } catch (Refused refused) {
      form.drain();
      throw refused;
    }
  }

  private Response page(Launch launch, Refused refused) {
    Optional<Words> problem = Optional.of(Words.of(refused));
    Response page =
        launch.resourceId().isEmpty()
            ? choosePage.show(launch, problem)
            : examPage.show(launch, Optional.empty(), problem);
    return page.status(refused.reason().kind() == Kind.TOO_LARGE ? 413 : 400);
  }
}
