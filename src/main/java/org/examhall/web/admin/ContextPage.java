package org.examhall.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.report.ContextOverview;
import org.examhall.core.report.ContextOverviews;
import org.examhall.core.report.ResourceOverview;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.ActivityBadge;
import org.examhall.web.parts.Badge;

/** {@code /admin/contexts/{context}}: a course, its exams and how much they are used. */
public final class ContextPage {
  private final Db db;
  private final ContextOverviews contexts;

  /** What the template reads. */
  public record Model(String username, ContextOverview context, List<Line> exams) {}

  /**
   * An exam.
   *
   * @param isOpen whether students can work on it now, but for extra time
   * @param activity how lately it was used
   */
  public record Line(ResourceOverview resource, boolean isOpen, Optional<Badge> activity) {
    static Line of(ResourceOverview resource, Instant now) {
      return new Line(
          resource,
          resource.times().openAt(now).allowed(),
          ActivityBadge.of(resource.lastActivityAt(), now));
    }
  }

  /** A page on these. */
  public ContextPage(Db db, ContextOverviews contexts) {
    this.db = db;
    this.contexts = contexts;
  }

  /** The page. */
  public Response show(Request request) {
    return db.tx(tx -> Response.page("admin/context", model(tx, request)));
  }

  private Model model(Tx tx, Request request) {
    ContextOverview context =
        contexts
            .find(tx, request.pathId("context"))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    Instant now = tx.now();
    return new Model(
        request.get(StaffAccount.class).username(),
        context,
        contexts.resources(tx, context.id()).stream().map(one -> Line.of(one, now)).toList());
  }
}
