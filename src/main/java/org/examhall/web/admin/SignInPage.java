package org.examhall.web.admin;

import java.util.Optional;
import org.examhall.core.user.SignIn;
import org.examhall.core.user.StaffAccount;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffSessions;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.http.StaffCookie;

/** {@code /admin/login}: where administrators come in, and {@code /admin/logout}. */
public final class SignInPage {
  private final Db db;
  private final StaffAccounts accounts;
  private final SignIn signIn;
  private final StaffSessions sessions;
  private final Refusals refusals;

  /** What the template reads. */
  public record Model(String username, Optional<String> problem) {}

  /** A page on these. */
  public SignInPage(
      Db db, StaffAccounts accounts, SignIn signIn, StaffSessions sessions, Refusals refusals) {
    this.db = db;
    this.accounts = accounts;
    this.signIn = signIn;
    this.sessions = sessions;
    this.refusals = refusals;
  }

  /** The form; on a new installation, the set-up instead. */
  public Response form(Request request) {
    return db.tx(accounts::any)
        ? Response.page("admin/sign-in", new Model("", Optional.empty()))
        : Response.redirect("/admin/setup");
  }

  /** Signs in, in a new session whatever the browser brought, or shows the form again. */
  public Response submit(Request request) {
    String username = request.parameter("username").orElse("");
    try {
      StaffAccount account =
          signIn.run(
              username,
              request.verbatimParameter("password").orElse(""),
              request.parameter("code").orElse(""),
              request.remoteAddress());
      return welcome(request, account);
    } catch (Refused refused) {
      Model model = new Model(username, Optional.of(refusals.text(request, refused)));
      return Response.page("admin/sign-in", model).status(refusals.status(refused));
    }
  }

  /** Signs out. */
  public Response leave(Request request) {
    StaffCookie.tokenOf(request).ifPresent(token -> db.run(tx -> sessions.end(tx, token)));
    return Response.redirect("/admin/login").cookie(StaffCookie.gone());
  }

  /** A new session; the one that the browser may have brought along ends. */
  private Response welcome(Request request, StaffAccount account) {
    Optional<String> old = StaffCookie.tokenOf(request);
    String token =
        db.tx(
            tx -> {
              old.ifPresent(t -> sessions.end(tx, t));
              return sessions.start(tx, account, request.remoteAddress());
            });
    return Response.redirect("/admin").cookie(StaffCookie.of(token));
  }
}
