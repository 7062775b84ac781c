package org.examhall.web.admin;

import org.examhall.core.context.LookOn;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.LaunchCookie;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/resources/{resource}/open}: to the class of an exam, without an LMS. */
public final class LookOnHandler {
  private final Db db;
  private final LookOn lookOn;

  /** Uses this verb. */
  public LookOnHandler(Db db, LookOn lookOn) {
    this.db = db;
    this.lookOn = lookOn;
  }

  /** Opens it, in a launch of its own. */
  public Response open(Request request) {
    StaffAccount staff = request.get(StaffAccount.class);
    long resource = request.pathId("resource");
    LookOn.Opened opened = db.tx(tx -> lookOn.run(tx, staff, request.browser(), resource));
    Response response = Response.redirect("/l/" + opened.launchId() + "/");
    LaunchCookie.surplus(request).forEach(response::cookie);
    return response.cookie(LaunchCookie.of(opened.launchId(), opened.token()));
  }
}
