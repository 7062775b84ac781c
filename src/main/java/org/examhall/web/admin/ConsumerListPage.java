package org.examhall.web.admin;

import java.util.List;
import org.examhall.core.consumer.ConsumerOverview;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/consumers}: the LMSs that may launch, with counts. */
public final class ConsumerListPage {
  private final Db db;
  private final ConsumerOverviews overviews;

  /** What the template reads. */
  public record Model(String username, List<ConsumerOverview> consumers) {}

  /** A page on these. */
  public ConsumerListPage(Db db, ConsumerOverviews overviews) {
    this.db = db;
    this.overviews = overviews;
  }

  /** The list. */
  public Response show(Request request) {
    return Response.page(
        "admin/consumer-list",
        new Model(request.get(StaffAccount.class).username(), db.tx(overviews::list)));
  }
}
