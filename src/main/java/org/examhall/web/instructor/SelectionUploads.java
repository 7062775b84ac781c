package org.examhall.web.instructor;

import org.examhall.core.context.Launch;
import org.examhall.core.exam.AddVersion;
import org.examhall.core.exam.StoredPackage;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/**
 * Packages that are uploaded while somebody chooses for the LMS: an exam of the course, set up once
 * it is added there.
 */
public final class SelectionUploads implements UploadTarget {
  private final AddVersion addVersion;
  private final SelectPage page;

  /** Uses this verb; shows refusals on this page. */
  public SelectionUploads(AddVersion addVersion, SelectPage page) {
    this.addVersion = addVersion;
    this.page = page;
  }

  @Override
  public String place(Tx tx, Launch launch, StoredPackage stored) {
    return SelectPage.address(launch, addVersion.newExam(tx, launch, stored).examId());
  }

  @Override
  public Response page(Launch launch, Words problem) {
    return page.show(launch, problem);
  }
}
