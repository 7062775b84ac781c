package org.examhall.web.admin;

import java.util.function.UnaryOperator;
import org.examhall.core.consumer.AcceptDeployment;
import org.examhall.core.consumer.ChangeRegistration;
import org.examhall.core.consumer.ChangeRegistration.Wish;
import org.examhall.core.consumer.Lti13Deployment;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.scoring.Bell;
import org.examhall.core.scoring.Requeues;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Takes the forms of {@link RegistrationPage}. */
public final class SaveRegistration {
  private final Db db;
  private final ChangeRegistration change;
  private final Lti13Deployments deployments;
  private final AcceptDeployment accept;
  private final Waiting waiting;
  private final RegistrationPage page;
  private final Refusals refusals;

  /** The grades that wait for a platform, and who sends them. */
  public record Waiting(Requeues grades, Bell bell) {}

  /** Uses these verbs; shows what they refuse on {@code page}. */
  public SaveRegistration(
      Db db,
      ChangeRegistration change,
      Lti13Deployments deployments,
      AcceptDeployment accept,
      Waiting waiting,
      RegistrationPage page,
      Refusals refusals) {
    this.db = db;
    this.change = change;
    this.deployments = deployments;
    this.accept = accept;
    this.waiting = waiting;
    this.page = page;
    this.refusals = refusals;
  }

  /** Where the platform answers from now on. */
  public Response platform(Request request) {
    PlatformForm form = PlatformForm.of(request);
    try {
      return saved(request, wish -> wish.with(form.platform()));
    } catch (Refused refused) {
      PlatformForm again = form.with(refusals.text(request, refused));
      return page.show(request, now -> again, now -> RulesForm.of(now.rules()))
          .status(refusals.status(refused));
    }
  }

  /** How launches are checked from now on. */
  public Response rules(Request request) {
    RulesForm form = RulesForm.of(request);
    try {
      return saved(request, wish -> wish.with(form.read(wish.rules())));
    } catch (Refused refused) {
      RulesForm again = form.with(refusals.text(request, refused));
      return page.show(request, now -> PlatformForm.of(now.platform()), now -> again)
          .status(refusals.status(refused));
    }
  }

  /** Stops launches and grades, or lets them; what waited meanwhile is sent at once. */
  public Response setActive(Request request) {
    boolean active = request.parameter("active").filter("true"::equals).isPresent();
    Response saved = saved(request, wish -> wish.with(active));
    if (active) {
      long registration = request.pathId("registration");
      waiting.bell().ring(db.tx(tx -> waiting.grades().reconnected(tx, registration)));
    }
    return saved;
  }

  /** Lets launches of a deployment in. */
  public Response acceptDeployment(Request request) {
    db.run(
        tx -> {
          Lti13Registration registration = page.named(tx, request);
          String name = named(tx, request, registration).deploymentId();
          accept.run(tx, request.get(Actor.class), registration, name);
        });
    return back(request);
  }

  private Response saved(Request request, UnaryOperator<Wish> wanted) {
    Actor actor = request.get(Actor.class);
    db.run(
        tx -> {
          Lti13Registration before = page.named(tx, request);
          change.run(tx, actor, before, wanted.apply(Wish.of(before)));
        });
    return back(request);
  }

  private Lti13Deployment named(Tx tx, Request request, Lti13Registration registration) {
    long id = request.pathId("deployment");
    return deployments.list(tx, registration.id()).stream()
        .filter(deployment -> deployment.id() == id)
        .findFirst()
        .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
  }

  private static Response back(Request request) {
    return Response.redirect(
        "/admin/registrations/" + request.pathId("registration") + "?saved=it");
  }
}
