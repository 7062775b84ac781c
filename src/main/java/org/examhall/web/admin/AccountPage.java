package org.examhall.web.admin;

import java.util.List;
import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.ChangeStaffAccount;
import org.examhall.core.user.ConfirmPassword;
import org.examhall.core.user.SecondFactors;
import org.examhall.core.user.SetPassword;
import org.examhall.core.user.StaffAccount;
import org.examhall.core.user.TurnOnSecondFactor;
import org.examhall.kernel.crypto.TimeCodes;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.http.StaffCookie;

/** {@code /admin/account}: one's own password, second factor and sessions. */
public final class AccountPage {
  private static final String ISSUER = "Examhall";

  private final Db db;
  private final Verbs verbs;
  private final SecondFactors factors;
  private final BrowserSessions sessions;
  private final OneTimeSecret oneTimeSecret;
  private final Refusals refusals;
  private final TimeCodes codes = new TimeCodes();

  /** What can be done to one's own account. */
  public record Verbs(
      ConfirmPassword confirm,
      SetPassword setPassword,
      TurnOnSecondFactor turnOn,
      ChangeStaffAccount change) {}

  /**
   * What the template reads.
   *
   * @param setup what an authenticator app needs, while one is being added
   * @param recovery codes that were just made
   * @param recoveryLeft how many were not used yet
   */
  public record Model(
      String username,
      boolean secondFactor,
      int recoveryLeft,
      Optional<Setup> setup,
      List<String> recovery,
      Optional<String> problem) {}

  /** For the app: the secret to type, or the picture of it. */
  public record Setup(String secret, QrPicture picture) {}

  /** A page on these. */
  public AccountPage(
      Db db,
      Verbs verbs,
      SecondFactors factors,
      BrowserSessions sessions,
      OneTimeSecret oneTimeSecret,
      Refusals refusals) {
    this.db = db;
    this.verbs = verbs;
    this.factors = factors;
    this.sessions = sessions;
    this.oneTimeSecret = oneTimeSecret;
    this.refusals = refusals;
  }

  /** The page; recovery codes that were just made are shown this one time. */
  public Response show(Request request) {
    Response response = page(request, Optional.empty());
    boolean once = oneTimeSecret.find(request, recoverySubject(request)).isPresent();
    return once ? response.cookie(oneTimeSecret.gone()) : response;
  }

  /** Another password; all browsers are signed out, this one too. */
  public Response changePassword(Request request) {
    String password = request.verbatimParameter("new-password").orElse("");
    StaffAccount me = me(request);
    try {
      confirm(request);
      db.run(tx -> verbs.setPassword().run(tx, request.get(Actor.class), me, password));
    } catch (Refused refused) {
      return refused(request, refused);
    }
    return Response.redirect("/admin/login").cookie(StaffCookie.gone());
  }

  /** Shows what an authenticator app needs; nothing is stored before its first code. */
  public Response beginSecondFactor(Request request) {
    try {
      confirm(request);
    } catch (Refused refused) {
      return refused(request, refused);
    }
    return Response.redirect("/admin/account")
        .cookie(oneTimeSecret.keep(setupSubject(request), codes.freshSecret()));
  }

  /** Turns it on with the app's first code. */
  public Response confirmSecondFactor(Request request) {
    Optional<String> secret = oneTimeSecret.find(request, setupSubject(request));
    if (secret.isEmpty()) {
      return Response.redirect("/admin/account"); // it was not begun, or more than minutes ago
    }
    String code = request.parameter("code").orElse("");
    try {
      Actor actor = request.get(Actor.class);
      List<String> recovery =
          db.tx(tx -> verbs.turnOn().run(tx, actor, me(request), secret.get(), code));
      return Response.redirect("/admin/account")
          .cookie(oneTimeSecret.keep(recoverySubject(request), String.join(" ", recovery)));
    } catch (Refused refused) {
      return refused(request, refused);
    }
  }

  /** Turns it off. */
  public Response removeSecondFactor(Request request) {
    try {
      confirm(request);
    } catch (Refused refused) {
      return refused(request, refused);
    }
    Actor actor = request.get(Actor.class);
    db.run(tx -> verbs.change().removeSecondFactor(tx, actor, me(request)));
    return Response.redirect("/admin/account");
  }

  /** Signs all one's browsers out. */
  public Response signOut(Request request) {
    db.run(tx -> sessions.removeAllOf(tx, me(request).id()));
    return Response.redirect("/admin/login").cookie(StaffCookie.gone());
  }

  private void confirm(Request request) {
    String password = request.verbatimParameter("password").orElse("");
    verbs.confirm().run(me(request), password, request.remoteAddress());
  }

  private Response refused(Request request, Refused refused) {
    return page(request, Optional.of(refusals.text(request, refused)))
        .status(refusals.status(refused));
  }

  private Response page(Request request, Optional<String> problem) {
    return Response.page("admin/account", db.tx(tx -> model(tx, request, problem)));
  }

  private Model model(Tx tx, Request request, Optional<String> problem) {
    StaffAccount me = me(request);
    return new Model(
        me.username(),
        factors.has(tx, me.id()),
        factors.recoveryCodes(tx, me.id()),
        oneTimeSecret
            .find(request, setupSubject(request))
            .map(
                secret ->
                    new Setup(secret, QrPicture.of(codes.address(ISSUER, me.username(), secret)))),
        oneTimeSecret
            .find(request, recoverySubject(request))
            .map(all -> List.of(all.split(" ")))
            .orElse(List.of()),
        problem);
  }

  private static StaffAccount me(Request request) {
    return request.get(StaffAccount.class);
  }

  private static String setupSubject(Request request) {
    return "second factor of " + me(request).name();
  }

  private static String recoverySubject(Request request) {
    return "recovery codes of " + me(request).name();
  }
}
