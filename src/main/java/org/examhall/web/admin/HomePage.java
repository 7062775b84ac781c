package org.examhall.web.admin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.examhall.bridge.checkup.CheckUp;
import org.examhall.bridge.checkup.Finding;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.report.Concern;
import org.examhall.core.report.SiteHistories;
import org.examhall.core.report.UsedExam;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Badge;
import org.jspecify.annotations.Nullable;

/** {@code /admin}: what needs attention, and the last 24 hours of the site. */
public final class HomePage {
  private static final int MOST_EXAMS = 20;

  private final Db db;
  private final ConsumerOverviews overviews;
  private final SiteHistories histories;
  private final CheckUp checkUp;

  /**
   * What the template reads.
   *
   * @param isNew whether no LMS is connected yet
   * @param health what a glance found that is not well; absent when all is
   * @param waiting grades that wait to be sent now
   * @param exams those opened most often
   */
  public record Model(
      String username,
      boolean isNew,
      @Nullable Health health,
      List<Concern> concerns,
      SiteCharts charts,
      long waiting,
      List<UsedExam> exams) {}

  /**
   * What is not well with the installation.
   *
   * @param badge of the worst finding
   * @param findings how many
   * @param subjects theirs, the worst first
   */
  public record Health(Badge badge, int findings, String subjects) {
    static @Nullable Health of(List<Finding> all) {
      List<Finding> bad =
          all.stream()
              .filter(finding -> finding.mark() != Finding.Mark.OK)
              .sorted(Comparator.comparing(Finding::mark).reversed())
              .toList();
      return bad.isEmpty()
          ? null
          : new Health(
              HealthPage.Line.badge(bad.get(0).mark()),
              bad.size(),
              bad.stream().map(Finding::subject).distinct().collect(Collectors.joining(", ")));
    }
  }

  /** A page on these. */
  public HomePage(Db db, ConsumerOverviews overviews, SiteHistories histories, CheckUp checkUp) {
    this.db = db;
    this.overviews = overviews;
    this.histories = histories;
    this.checkUp = checkUp;
  }

  /** The page; for who has not signed in, where to do so. */
  public Response show(Request request) {
    return request
        .find(StaffAccount.class)
        .map(staff -> page(request, staff))
        .orElseGet(() -> Response.redirect("/admin/login"));
  }

  private Response page(Request request, StaffAccount staff) {
    Health health = Health.of(checkUp.glance());
    return db.tx(tx -> Response.page("admin/home", model(tx, request, staff, health)));
  }

  private Model model(Tx tx, Request request, StaffAccount staff, @Nullable Health health) {
    Instant since = SiteCharts.since(tx, request);
    return new Model(
        staff.username(),
        !overviews.any(tx),
        health,
        histories.concerns(tx, since),
        SiteCharts.of(tx, histories, request),
        histories.waiting(tx),
        histories.mostUsed(tx, since, MOST_EXAMS));
  }
}
