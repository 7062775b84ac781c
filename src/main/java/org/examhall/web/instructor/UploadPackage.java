package org.examhall.web.instructor;

import java.io.IOException;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.PackageProgress;
import org.examhall.core.exam.ReceivePackage;
import org.examhall.core.exam.StoredPackage;
import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/**
 * Takes an uploaded package for its {@link UploadTarget}.
 *
 * <p>A browser without script gets a page or a redirect; the page's script gets the same as lines
 * of progress ({@link UploadProgress}). A refusal of the file is shown above the form, which stays.
 */
public final class UploadPackage {
  private final Db db;
  private final ReceivePackage receive;
  private final UploadTarget target;
  private final UploadProgress progress;
  private final UploadLimits limits;

  /** Receives for {@code target}. */
  public UploadPackage(
      Db db,
      ReceivePackage receive,
      UploadTarget target,
      UploadProgress progress,
      UploadLimits limits) {
    this.db = db;
    this.receive = receive;
    this.target = target;
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
      Kind kind = refused.reason().kind();
      if (kind == Kind.UNAVAILABLE) {
        throw refused; // another file would not help
      }
      return target.page(launch, Words.of(refused)).status(kind == Kind.TOO_LARGE ? 413 : 400);
    }
  }

  /** The address to go on to. */
  private String take(Launch launch, PackageForm form, PackageProgress listener)
      throws IOException {
    try {
      StoredPackage stored = form.read(file -> receive.run(file, listener));
      return db.tx(tx -> target.place(tx, launch, stored));
    } catch (Refused refused) {
      form.drain();
      throw refused;
    }
  }
}
