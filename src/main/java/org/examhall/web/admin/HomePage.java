package org.examhall.web.admin;

import java.time.Instant;
import java.util.List;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.report.Concern;
import org.examhall.core.report.SiteHistories;
import org.examhall.core.report.UsedExam;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin}: what needs attention, and the last 24 hours of the site. */
public final class HomePage {
  private static final int MOST_EXAMS = 20;

  private final Db db;
  private final ConsumerOverviews overviews;
  private final SiteHistories histories;

  /**
   * What the template reads.
   *
   * @param isNew whether no LMS is connected yet
   * @param waiting grades that wait to be sent now
   * @param exams those opened most often
   */
  public record Model(
      String username,
      boolean isNew,
      List<Concern> concerns,
      SiteCharts charts,
      long waiting,
      List<UsedExam> exams) {}

  /** A page on these. */
  public HomePage(Db db, ConsumerOverviews overviews, SiteHistories histories) {
    this.db = db;
    this.overviews = overviews;
    this.histories = histories;
  }

  /** The page; for who has not signed in, where to do so. */
  public Response show(Request request) {
    return request
        .find(StaffAccount.class)
        .map(staff -> db.tx(tx -> Response.page("admin/home", model(tx, request, staff))))
        .orElseGet(() -> Response.redirect("/admin/login"));
  }

  private Model model(Tx tx, Request request, StaffAccount staff) {
    Instant since = SiteCharts.since(tx, request);
    return new Model(
        staff.username(),
        !overviews.any(tx),
        histories.concerns(tx, since),
        SiteCharts.of(tx, histories, request),
        histories.waiting(tx),
        histories.mostUsed(tx, since, MOST_EXAMS));
  }
}
