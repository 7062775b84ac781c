package org.examhall.web.admin;

import java.util.Optional;
import org.examhall.core.user.SetPassword;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/password/{code}}: where who was given a link sets a password, once. */
public final class PasswordPage {
  private final Db db;
  private final SetPassword set;
  private final Refusals refusals;

  /** What the template reads. */
  public record Model(String username, String path, Optional<String> problem) {}

  /** A page on this verb. */
  public PasswordPage(Db db, SetPassword set, Refusals refusals) {
    this.db = db;
    this.set = set;
    this.refusals = refusals;
  }

  /** The form. */
  public Response form(Request request) {
    return page(request, Optional.empty());
  }

  /** Sets it, or shows the form again. */
  public Response submit(Request request) {
    String password = request.verbatimParameter("password").orElse("");
    StaffAccount owner = db.tx(tx -> set.owner(tx, request.path("code")));
    try {
      db.run(tx -> set.run(tx, request.path("code"), password, request.remoteAddress()));
    } catch (Refused refused) {
      return Response.page(
              "admin/password", model(request, owner, Optional.of(refusals.text(request, refused))))
          .status(refusals.status(refused));
    }
    return Response.redirect("/admin/login");
  }

  private Response page(Request request, Optional<String> problem) {
    StaffAccount owner = db.tx(tx -> set.owner(tx, request.path("code")));
    return Response.page("admin/password", model(request, owner, problem));
  }

  private static Model model(Request request, StaffAccount owner, Optional<String> problem) {
    return new Model(owner.username(), "/admin/password/" + request.path("code"), problem);
  }
}
