package org.examhall.web.admin;

import java.util.List;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.ConsumerOverview;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/consumers}: the LMSs that may launch, with counts. */
public final class ConsumerListPage {
  private final Db db;
  private final ConsumerOverviews overviews;
  private final Consumers consumers;

  /** What the template reads. */
  public record Model(String username, List<ConsumerOverview> consumers, List<Consumer> deleted) {}

  /** A page on these. */
  public ConsumerListPage(Db db, ConsumerOverviews overviews, Consumers consumers) {
    this.db = db;
    this.overviews = overviews;
    this.consumers = consumers;
  }

  /** The list. */
  public Response show(Request request) {
    String username = request.get(StaffAccount.class).username();
    return Response.page(
        "admin/consumer-list",
        db.tx(tx -> new Model(username, overviews.list(tx), consumers.listDeleted(tx))));
  }
}
