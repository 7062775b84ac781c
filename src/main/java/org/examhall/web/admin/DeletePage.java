package org.examhall.web.admin;

import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.ConsumerOverview;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.context.Contexts;
import org.examhall.core.report.ContextOverview;
import org.examhall.core.report.ContextOverviews;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Deletes an LMS or a course after saying what that does, and brings it back: what is kept of it
 * stays, but nobody gets in. Whoever deletes has to type its name.
 */
public final class DeletePage {
  private final Db db;
  private final Tables tables;
  private final AuditLog audit;

  /** The tables that this page reads and changes. */
  public record Tables(
      ConsumerOverviews consumerOverviews,
      Consumers consumers,
      ContextOverviews contextOverviews,
      Contexts contexts) {}

  /**
   * What the template reads.
   *
   * @param kind {@code consumer} or {@code context}
   * @param name what has to be typed
   * @param path of the page about it
   * @param mistyped whether something else was typed
   */
  public record Model(
      String username,
      String kind,
      String name,
      String path,
      Optional<ConsumerOverview> consumer,
      Optional<ContextOverview> context,
      boolean mistyped) {}

  /** Works on these tables. */
  public DeletePage(Db db, Tables tables, AuditLog audit) {
    this.db = db;
    this.tables = tables;
    this.audit = audit;
  }

  /** What deleting the LMS does. */
  public Response consumer(Request request) {
    return page(db.tx(tx -> consumer(tx, request, false)));
  }

  /** Deletes the LMS, if its title was typed. */
  public Response removeConsumer(Request request) {
    Model model = db.tx(tx -> consumer(tx, request, true));
    long id = request.pathId("consumer");
    return remove(
        request,
        model,
        AuditAction.CONSUMER_DELETED,
        id,
        tx -> tables.consumers().saveDeleted(tx, id));
  }

  /** Brings the LMS back, closed. */
  public Response restoreConsumer(Request request) {
    long id = request.pathId("consumer");
    db.run(
        tx -> {
          if (tables.consumers().saveRestored(tx, id)) {
            audit.add(
                tx, actor(request), AuditAction.CONSUMER_RESTORED, "consumer:" + id, Map.of());
          }
        });
    return Response.redirect("/admin/consumers/" + id);
  }

  /** What deleting the course does. */
  public Response context(Request request) {
    return page(db.tx(tx -> context(tx, request, false)));
  }

  /** Deletes the course, if its name was typed. */
  public Response removeContext(Request request) {
    Model model = db.tx(tx -> context(tx, request, true));
    long id = request.pathId("context");
    return remove(
        request,
        model,
        AuditAction.CONTEXT_DELETED,
        id,
        tx -> tables.contexts().saveDeleted(tx, id));
  }

  /** Brings the course back. */
  public Response restoreContext(Request request) {
    long id = request.pathId("context");
    db.run(
        tx -> {
          if (tables.contexts().saveRestored(tx, id)) {
            audit.add(tx, actor(request), AuditAction.CONTEXT_RESTORED, "context:" + id, Map.of());
          }
        });
    return Response.redirect("/admin/contexts/" + id);
  }

  private interface Removal {
    boolean run(Tx tx);
  }

  private Response remove(
      Request request, Model model, AuditAction action, long id, Removal removal) {
    if (!plain(request.parameter("name").orElse("")).equals(plain(model.name()))) {
      return page(model).status(400);
    }
    db.run(
        tx -> {
          if (removal.run(tx)) {
            audit.add(tx, actor(request), action, model.kind() + ":" + id, Map.of());
          }
        });
    return Response.redirect(model.path());
  }

  private Model consumer(Tx tx, Request request, boolean mistyped) {
    ConsumerOverview found =
        tables
            .consumerOverviews()
            .find(tx, request.pathId("consumer"))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    return new Model(
        request.get(StaffAccount.class).username(),
        "consumer",
        found.consumer().title(),
        "/admin/consumers/" + found.consumer().id(),
        Optional.of(found),
        Optional.empty(),
        mistyped);
  }

  private Model context(Tx tx, Request request, boolean mistyped) {
    ContextOverview found =
        tables
            .contextOverviews()
            .find(tx, request.pathId("context"))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    return new Model(
        request.get(StaffAccount.class).username(),
        "context",
        found.nameOrId(),
        "/admin/contexts/" + found.id(),
        Optional.empty(),
        Optional.of(found),
        mistyped);
  }

  private static Response page(Model model) {
    return Response.page("admin/delete", model);
  }

  /** However many blanks stand between its words. */
  private static String plain(String name) {
    return name.strip().replaceAll("\\s+", " ");
  }

  private static Actor actor(Request request) {
    return request.get(Actor.class);
  }
}
