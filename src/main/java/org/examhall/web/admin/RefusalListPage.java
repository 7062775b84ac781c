package org.examhall.web.admin;

import java.util.List;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/refusals}: launches that were refused lately, and why. */
public final class RefusalListPage {
  private static final int NEWEST = 100;

  private final Db db;
  private final LaunchRefusals refusals;

  /** What the template reads. */
  public record Model(String username, List<LaunchRefusal> refusals) {}

  /** A page on these. */
  public RefusalListPage(Db db, LaunchRefusals refusals) {
    this.db = db;
    this.refusals = refusals;
  }

  /** The list. */
  public Response show(Request request) {
    return Response.page(
        "admin/refusal-list",
        new Model(
            request.get(StaffAccount.class).username(),
            db.tx(tx -> refusals.listNewest(tx, NEWEST))));
  }
}
