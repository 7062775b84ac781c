package org.examhall.web.admin;

import java.util.Optional;
import org.examhall.core.user.FirstAdmin;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffSessions;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.http.StaffCookie;

/**
 * {@code /admin/setup}: makes the first administrator, for who has read the code on the console.
 * There is no such page once an administrator exists.
 */
public final class SetupPage {
  private final Db db;
  private final StaffAccounts accounts;
  private final FirstAdmin firstAdmin;
  private final StaffSessions sessions;
  private final Refusals refusals;

  /** What the template reads. */
  public record Model(String username, Optional<String> problem) {}

  /** A page on these. */
  public SetupPage(
      Db db,
      StaffAccounts accounts,
      FirstAdmin firstAdmin,
      StaffSessions sessions,
      Refusals refusals) {
    this.db = db;
    this.accounts = accounts;
    this.firstAdmin = firstAdmin;
    this.sessions = sessions;
    this.refusals = refusals;
  }

  /** The form. */
  public Response form(Request request) {
    requireNoAdmin();
    return Response.page("admin/setup", new Model("", Optional.empty()));
  }

  /** Makes the account and signs it in, or shows the form again. */
  public Response submit(Request request) {
    requireNoAdmin();
    String username = request.parameter("username").orElse("");
    try {
      return Response.redirect("/admin/consumers").cookie(StaffCookie.of(add(request, username)));
    } catch (Refused refused) {
      Model model = new Model(username, Optional.of(refusals.text(request, refused)));
      return Response.page("admin/setup", model).status(refusals.status(refused));
    }
  }

  private String add(Request request, String username) {
    String code = request.parameter("code").orElse("");
    String password = request.verbatimParameter("password").orElse("");
    return db.tx(
        tx ->
            sessions.start(
                tx, firstAdmin.run(tx, code, username, password), request.remoteAddress()));
  }

  private void requireNoAdmin() {
    if (db.tx(accounts::any)) {
      throw new Refused(HttpReason.NOT_FOUND);
    }
  }
}
