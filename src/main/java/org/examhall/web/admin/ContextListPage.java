package org.examhall.web.admin;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.report.ContextOverview;
import org.examhall.core.report.ContextOverviews;
import org.examhall.core.report.PeriodCount;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/consumers/{consumer}/contexts}: an LMS's courses, by periods of time. */
public final class ContextListPage {
  private static final int ROWS = 100;
  private static final Predicate<String> PERIOD =
      Pattern.compile("outside|empty|deleted|[1-9]\\d{0,17}").asMatchPredicate();

  private final Db db;
  private final ConsumerOverviews consumers;
  private final ContextOverviews contexts;

  /**
   * What the template reads.
   *
   * @param current the period whose courses are shown
   */
  public record Model(
      String username,
      Consumer consumer,
      List<PeriodCount> periods,
      String current,
      List<ContextOverview> contexts,
      PageLinks links) {}

  /** A page on these. */
  public ContextListPage(Db db, ConsumerOverviews consumers, ContextOverviews contexts) {
    this.db = db;
    this.consumers = consumers;
    this.contexts = contexts;
  }

  /** Courses of the period that the address asks for, else of the first one that has any. */
  public Response show(Request request) {
    return db.tx(tx -> Response.page("admin/context-list", model(tx, request)));
  }

  private Model model(Tx tx, Request request) {
    Consumer consumer =
        consumers
            .find(tx, request.pathId("consumer"))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND))
            .consumer();
    List<PeriodCount> periods = contexts.periods(tx, consumer.id());
    String current = request.parameter("period").filter(PERIOD).orElseGet(() -> first(periods));
    int page = PageLinks.numberOf(request);
    List<ContextOverview> found =
        contexts.list(tx, consumer.id(), current, (page - 1) * ROWS, ROWS + 1);
    String address = "/admin/consumers/" + consumer.id() + "/contexts?period=" + current;
    return new Model(
        request.get(StaffAccount.class).username(),
        consumer,
        periods,
        current,
        found.subList(0, Math.min(found.size(), ROWS)),
        PageLinks.of(address, page, found.size() > ROWS));
  }

  private static String first(List<PeriodCount> periods) {
    return periods.stream()
        .filter(period -> period.contexts() > 0)
        .findFirst()
        .map(PeriodCount::period)
        .orElse("outside");
  }
}
