package org.examhall.web.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditEntry;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffOverview;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/audit}: who changed what, when and from where. */
public final class AuditPage {
  /** Where what a line is about has its page, by the word before its id. */
  private static final Map<String, String> PAGES =
      Map.of(
          "consumer",
          "/admin/consumers/",
          "context",
          "/admin/contexts/",
          "registration",
          "/admin/registrations/");

  private final Db db;
  private final AuditLog log;
  private final StaffAccounts accounts;

  /**
   * What the template reads.
   *
   * @param accounts whom one can ask for, and {@code actions} likewise
   * @param older address of the next page; empty on the last
   */
  public record Model(
      String username,
      AuditSearch search,
      List<StaffOverview> accounts,
      List<Action> actions,
      List<Line> lines,
      Optional<String> older) {}

  /**
   * What was done.
   *
   * @param key of its words; empty for what another version wrote
   */
  public record Action(String code, Optional<String> key) {
    static Action of(String code) {
      return new Action(code, AuditAction.of(code).map(AuditAction::messageKey));
    }
  }

  /**
   * A line of the log.
   *
   * @param page about what the line is about
   */
  public record Line(AuditEntry entry, Action action, Optional<String> page) {
    static Line of(AuditEntry entry) {
      String[] subject = entry.subject().split(":", 2);
      return new Line(
          entry,
          Action.of(entry.action()),
          Optional.ofNullable(PAGES.get(subject[0]))
              .filter(page -> subject.length == 2)
              .map(page -> page + subject[1]));
    }
  }

  /** A page on these. */
  public AuditPage(Db db, AuditLog log, StaffAccounts accounts) {
    this.db = db;
    this.log = log;
    this.accounts = accounts;
  }

  /** Those lines that the address asks for. */
  public Response show(Request request) {
    AuditSearch search = AuditSearch.of(request);
    return db.tx(tx -> Response.page("admin/audit", model(tx, request, search)));
  }

  private Model model(Tx tx, Request request, AuditSearch search) {
    List<AuditEntry> found = log.list(tx, search.query());
    List<AuditEntry> page = AuditSearch.page(found);
    return new Model(
        request.get(StaffAccount.class).username(),
        search,
        accounts.list(tx),
        log.actions(tx).stream().map(Action::of).toList(),
        page.stream().map(Line::of).toList(),
        found.size() > page.size()
            ? Optional.of(search.older(page.get(page.size() - 1).id()))
            : Optional.empty());
  }
}
