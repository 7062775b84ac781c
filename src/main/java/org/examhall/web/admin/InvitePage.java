package org.examhall.web.admin;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.core.consumer.ConsumerReason;
import org.examhall.core.consumer.Lms;
import org.examhall.core.consumer.RegistrationInvite;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/invites}: invitations for LMSs to register themselves; each is shown once. */
public final class InvitePage {
  private static final int MAX_CHARS = 255;
  private static final String SUBJECT = "invitation";
  private static final Set<Lms> SELF_REGISTERING =
      EnumSet.of(Lms.CANVAS, Lms.MOODLE, Lms.BRIGHTSPACE, Lms.SAKAI);

  private final Db db;
  private final RegistrationInvites invites;
  private final AuditLog audit;
  private final OneTimeSecret oneTimeSecret;
  private final ToolAddresses tool;
  private final Refusals refusals;
  private final Tokens tokens = new Tokens();

  /**
   * What the template reads.
   *
   * @param lms that is invited, where it is known how; may be empty
   * @param address of the invitation, only right after it was made
   */
  public record Model(
      String username,
      String lms,
      String title,
      Optional<String> address,
      List<RegistrationInvite> invites,
      Optional<String> problem) {}

  /** A page on these. */
  public InvitePage(
      Db db,
      RegistrationInvites invites,
      AuditLog audit,
      OneTimeSecret oneTimeSecret,
      ToolAddresses tool,
      Refusals refusals) {
    this.db = db;
    this.invites = invites;
    this.audit = audit;
    this.oneTimeSecret = oneTimeSecret;
    this.tool = tool;
    this.refusals = refusals;
  }

  /** The form and what waits; an invitation that was just made is shown this one time. */
  public Response show(Request request) {
    Optional<String> code = oneTimeSecret.find(request, SUBJECT);
    Response response = page(request, code.map(tool::invitation), Optional.empty());
    return code.isPresent() ? response.cookie(oneTimeSecret.gone()) : response;
  }

  /** Makes one. */
  public Response add(Request request) {
    String code = tokens.fresh();
    try {
      db.run(tx -> add(tx, request, code));
    } catch (Refused refused) {
      return page(request, Optional.empty(), Optional.of(refusals.text(request, refused)))
          .status(refusals.status(refused));
    }
    String lms = lms(request);
    return Response.redirect("/admin/invites" + (lms.isEmpty() ? "" : "?lms=" + lms))
        .cookie(oneTimeSecret.keep(SUBJECT, code));
  }

  /** Withdraws one. */
  public Response remove(Request request) {
    long id = request.pathId("invite");
    db.run(
        tx -> {
          if (!invites.remove(tx, id)) {
            throw new Refused(HttpReason.NOT_FOUND);
          }
          audit.add(tx, actor(request), AuditAction.INVITE_WITHDRAWN, "invite:" + id, Map.of());
        });
    return Response.redirect("/admin/invites");
  }

  private void add(Tx tx, Request request, String code) {
    String title = request.parameter("title").orElse("");
    if (title.isEmpty() || title.length() > MAX_CHARS) {
      throw new Refused(ConsumerReason.TITLE_UNUSABLE);
    }
    boolean active = request.parameter("active").isPresent();
    long id = invites.add(tx, tokens.hash(code), actor(request).name(), title, active);
    audit.add(tx, actor(request), AuditAction.INVITE_MADE, "invite:" + id, Map.of());
  }

  private Response page(Request request, Optional<String> address, Optional<String> problem) {
    return Response.page(
        "admin/invites",
        new Model(
            request.get(StaffAccount.class).username(),
            lms(request),
            request.parameter("title").orElse(""),
            address,
            db.tx(invites::listOpen),
            problem));
  }

  /** The one that the page before asked for, if it registers itself. */
  private static String lms(Request request) {
    return request
        .parameter("lms")
        .map(Lms::named)
        .filter(SELF_REGISTERING::contains)
        .map(Lms::key)
        .orElse("");
  }

  private static Actor actor(Request request) {
    return request.get(Actor.class);
  }
}
