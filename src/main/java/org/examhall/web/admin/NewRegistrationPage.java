package org.examhall.web.admin;

import java.util.Map;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.core.consumer.AddLti13Consumer;
import org.examhall.core.consumer.Lms;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/registrations/new}: adds an LMS that speaks LTI 1.3, known by its make or not. */
public final class NewRegistrationPage {
  private final Db db;
  private final AddLti13Consumer add;
  private final AuditLog audit;
  private final ToolAddresses tool;
  private final Refusals refusals;

  /**
   * What the template reads.
   *
   * @param lms whose habits the form starts from
   */
  public record Model(
      String username,
      String lms,
      String title,
      String deployment,
      PlatformForm form,
      ToolAddresses tool) {}

  /** A page on these. */
  public NewRegistrationPage(
      Db db, AddLti13Consumer add, AuditLog audit, ToolAddresses tool, Refusals refusals) {
    this.db = db;
    this.add = add;
    this.audit = audit;
    this.tool = tool;
    this.refusals = refusals;
  }

  /** The form, with what is known of that LMS. */
  public Response form(Request request) {
    String address = request.parameter("address").orElse("");
    return page(request, PlatformForm.of(lms(request).at(address)));
  }

  /** Adds and shows the registration, or shows the form again. */
  public Response submit(Request request) {
    PlatformForm form = PlatformForm.of(request);
    try {
      Lti13Registration added = db.tx(tx -> added(tx, request, form));
      return Response.redirect("/admin/registrations/" + added.id());
    } catch (Refused refused) {
      return page(request, form.with(refusals.text(request, refused)))
          .status(refusals.status(refused));
    }
  }

  private Lti13Registration added(Tx tx, Request request, PlatformForm form) {
    Actor actor = request.get(Actor.class);
    AddLti13Consumer.Entry entry =
        new AddLti13Consumer.Entry(
            request.parameter("title").orElse(""),
            form.platform(),
            lms(request).rules(),
            request.parameter("deployment"));
    Lti13Registration added = add.run(tx, actor, entry);
    audit.add(tx, actor, AuditAction.CONSUMER_ADDED, "consumer:" + added.consumerId(), Map.of());
    return added;
  }

  private Response page(Request request, PlatformForm form) {
    return Response.page(
        "admin/new-registration",
        new Model(
            request.get(StaffAccount.class).username(),
            lms(request).key(),
            request.parameter("title").orElse(""),
            request.parameter("deployment").orElse(""),
            form,
            tool));
  }

  private static Lms lms(Request request) {
    return Lms.named(request.parameter("lms").orElse(""));
  }
}
