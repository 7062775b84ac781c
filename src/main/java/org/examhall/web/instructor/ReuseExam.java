package org.examhall.web.instructor;

import org.examhall.core.context.Launch;
import org.examhall.core.resource.CopyResource;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Sets up behind a copied link what it opened before, from the page to choose an exam. */
public final class ReuseExam {
  private final Db db;
  private final CopyResource copy;

  /** Uses this verb. */
  public ReuseExam(Db db, CopyResource copy) {
    this.db = db;
    this.copy = copy;
  }

  /** POST of the button; goes on to the settings, whose dates are to be checked. */
  public Response reuse(Request request) {
    Launch launch = request.get(Launch.class);
    long resourceId =
        request
            .parameter("resource")
            .filter(id -> id.matches("[1-9]\\d{0,17}"))
            .map(Long::valueOf)
            .orElseThrow(() -> new Refused(HttpReason.UNREADABLE));
    db.run(tx -> copy.run(tx, launch, resourceId));
    return Response.redirect("/l/" + launch.id() + "/settings");
  }
}
