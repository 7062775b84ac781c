package org.examhall.web.admin;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.examhall.core.user.Actor;
import org.examhall.core.user.ChangeStaffAccount;
import org.examhall.core.user.InviteStaff;
import org.examhall.core.user.StaffAccount;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffOverview;
import org.examhall.core.user.StaffRole;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/staff}: who has an account, and what it is good for. */
public final class StaffPage {
  private static final String SUBJECT = "link to set a password";

  private final Db db;
  private final StaffAccounts accounts;
  private final InviteStaff invite;
  private final ChangeStaffAccount change;
  private final OneTimeSecret oneTimeSecret;
  private final URI app;
  private final Refusals refusals;

  /**
   * What the template reads.
   *
   * @param me whose page it is
   * @param newName name of a new account that was not added
   * @param link by which a password is set, only right after it was made
   */
  public record Model(
      String username,
      long me,
      List<StaffOverview> accounts,
      String newName,
      Optional<String> link,
      Optional<String> problem) {}

  /** A page on these; {@code app} is the public address. */
  public StaffPage(
      Db db,
      StaffAccounts accounts,
      InviteStaff invite,
      ChangeStaffAccount change,
      OneTimeSecret oneTimeSecret,
      URI app,
      Refusals refusals) {
    this.db = db;
    this.accounts = accounts;
    this.invite = invite;
    this.change = change;
    this.oneTimeSecret = oneTimeSecret;
    this.app = app;
    this.refusals = refusals;
  }

  /** The list; a link that was just made is shown this one time. */
  public Response show(Request request) {
    Optional<String> code = oneTimeSecret.find(request, SUBJECT);
    Response response = page(request, code, Optional.empty());
    return code.isPresent() ? response.cookie(oneTimeSecret.gone()) : response;
  }

  /** Adds an account whose password its owner sets by a link. */
  public Response add(Request request) {
    String username = request.parameter("username").orElse("");
    Actor actor = request.get(Actor.class);
    try {
      return link(db.tx(tx -> invite.run(tx, actor, username, role(request))));
    } catch (Refused refused) {
      return refused(request, refused);
    }
  }

  /** Makes another link for an account. */
  public Response renew(Request request) {
    Actor actor = request.get(Actor.class);
    return link(db.tx(tx -> invite.renew(tx, actor, named(tx, request))));
  }

  /** Gives an account another role. */
  public Response setRole(Request request) {
    Actor actor = request.get(Actor.class);
    StaffRole role = role(request);
    return save(request, (tx, account) -> change.setRole(tx, actor, account, role));
  }

  /** Keeps anybody from signing in with an account, or lets them again. */
  public Response setDisabled(Request request) {
    Actor actor = request.get(Actor.class);
    boolean disabled = request.parameter("disabled").filter("true"::equals).isPresent();
    return save(request, (tx, account) -> change.setDisabled(tx, actor, account, disabled));
  }

  /** Takes the second factor of an account away. */
  public Response removeSecondFactor(Request request) {
    Actor actor = request.get(Actor.class);
    return save(request, (tx, account) -> change.removeSecondFactor(tx, actor, account));
  }

  private Response save(Request request, BiConsumer<Tx, StaffAccount> what) {
    try {
      db.run(tx -> what.accept(tx, named(tx, request)));
    } catch (Refused refused) {
      return refused(request, refused);
    }
    return Response.redirect("/admin/staff");
  }

  private StaffAccount named(Tx tx, Request request) {
    return accounts
        .find(tx, request.pathId("account"))
        .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
  }

  private Response link(String code) {
    return Response.redirect("/admin/staff").cookie(oneTimeSecret.keep(SUBJECT, code));
  }

  private Response refused(Request request, Refused refused) {
    return page(request, Optional.empty(), Optional.of(refusals.text(request, refused)))
        .status(refusals.status(refused));
  }

  private Response page(Request request, Optional<String> code, Optional<String> problem) {
    StaffAccount me = request.get(StaffAccount.class);
    return Response.page(
        "admin/staff",
        new Model(
            me.username(),
            me.id(),
            db.tx(accounts::list),
            request.parameter("username").orElse(""),
            code.map(secret -> app + "/admin/password/" + secret),
            problem));
  }

  private static StaffRole role(Request request) {
    String typed = request.parameter("role").orElse("").toUpperCase(Locale.ROOT);
    return Stream.of(StaffRole.values())
        .filter(role -> role.name().equals(typed))
        .findFirst()
        .orElse(StaffRole.SUPPORT);
  }
}
