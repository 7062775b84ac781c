package org.examhall.web.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.context.SavePeriod;
import org.examhall.core.context.TimePeriods;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/consumers/{consumer}/periods}: the periods that sort the courses of an LMS. */
public final class PeriodPage {
  private final Db db;
  private final ConsumerOverviews consumers;
  private final TimePeriods periods;
  private final SavePeriod save;
  private final AuditLog audit;
  private final Refusals refusals;

  /**
   * What the template reads.
   *
   * @param forms one for each period, and one for a new one
   * @param problem with what was sent last, which was not saved
   */
  public record Model(
      String username,
      Consumer consumer,
      List<PeriodForm> forms,
      PeriodForm fresh,
      Optional<String> problem) {}

  /** A page on these. */
  public PeriodPage(
      Db db,
      ConsumerOverviews consumers,
      TimePeriods periods,
      SavePeriod save,
      AuditLog audit,
      Refusals refusals) {
    this.db = db;
    this.consumers = consumers;
    this.periods = periods;
    this.save = save;
    this.audit = audit;
    this.refusals = refusals;
  }

  /** The forms. */
  public Response show(Request request) {
    return page(request, PeriodForm.NEW, Optional.empty());
  }

  /** Adds one, or shows the forms again. */
  public Response add(Request request) {
    return save(request, PeriodForm.of(request, 0));
  }

  /** Changes one, or shows the forms again. */
  public Response change(Request request) {
    return save(request, PeriodForm.of(request, request.pathId("period")));
  }

  /** Takes one away. */
  public Response remove(Request request) {
    long consumer = request.pathId("consumer");
    db.run(
        tx -> {
          if (!periods.remove(tx, consumer, request.pathId("period"))) {
            throw new Refused(HttpReason.NOT_FOUND);
          }
          audit.add(
              tx, actor(request), AuditAction.PERIOD_REMOVED, "consumer:" + consumer, Map.of());
        });
    return back(consumer);
  }

  private Response save(Request request, PeriodForm form) {
    long consumer = request.pathId("consumer");
    try {
      db.run(
          tx -> {
            mustExist(tx, consumer);
            save.run(tx, actor(request), consumer, form.read());
          });
    } catch (Refused refused) {
      return page(request, form, Optional.of(refusals.text(request, refused)))
          .status(refusals.status(refused));
    }
    return back(consumer);
  }

  private Response page(Request request, PeriodForm sent, Optional<String> problem) {
    return db.tx(
        tx -> {
          Consumer consumer = mustExist(tx, request.pathId("consumer"));
          return Response.page(
              "admin/periods",
              new Model(
                  request.get(StaffAccount.class).username(),
                  consumer,
                  periods.list(tx, consumer.id()).stream()
                      .map(PeriodForm::of)
                      .map(form -> form.id() == sent.id() ? sent : form)
                      .toList(),
                  sent.id() == 0 ? sent : PeriodForm.NEW,
                  problem));
        });
  }

  private Consumer mustExist(Tx tx, long id) {
    return consumers.find(tx, id).orElseThrow(() -> new Refused(HttpReason.NOT_FOUND)).consumer();
  }

  private static Actor actor(Request request) {
    return request.get(Actor.class);
  }

  private static Response back(long consumer) {
    return Response.redirect("/admin/consumers/" + consumer + "/periods");
  }
}
