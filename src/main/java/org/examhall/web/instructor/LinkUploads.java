package org.examhall.web.instructor;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.AddVersion;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.StoredPackage;
import org.examhall.core.resource.ChooseExam;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.core.resource.UseExam;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/**
 * Packages that are uploaded behind a link: where nothing is set up yet an exam is set up with it,
 * behind any other link it is what new attempts get.
 */
public final class LinkUploads implements UploadTarget {
  private final Placement placement;
  private final ChoosePage choosePage;
  private final ExamPage examPage;

  /** The verbs that give a package its place. */
  public record Placement(
      AddVersion addVersion, ChooseExam choose, UseExam use, Resources resources) {}

  /** Uses these verbs; shows refusals on these pages. */
  public LinkUploads(Placement placement, ChoosePage choosePage, ExamPage examPage) {
    this.placement = placement;
    this.choosePage = choosePage;
    this.examPage = examPage;
  }

  @Override
  public String place(Tx tx, Launch launch, StoredPackage stored) {
    return "/l/" + launch.id() + "/exam?done=" + placed(tx, launch, stored).word();
  }

  @Override
  public Response page(Launch launch, Words problem) {
    return launch.resourceId().isEmpty()
        ? choosePage.show(launch, Optional.of(problem))
        : examPage.show(launch, Optional.empty(), Optional.of(problem));
  }

  private ExamPage.Done placed(Tx tx, Launch launch, StoredPackage stored) {
    if (launch.resourceId().isEmpty()) {
      placement.choose().run(tx, launch, placement.addVersion().newExam(tx, launch, stored));
      return ExamPage.Done.SET_UP;
    }
    Resource resource = placement.resources().of(tx, launch);
    ExamVersion version = placement.addVersion().run(tx, launch, resource.examId(), stored);
    if (version.id() == resource.examVersionId()) {
      return ExamPage.Done.SAME;
    }
    placement.use().run(tx, launch, version.id());
    return ExamPage.Done.REPLACED;
  }
}
